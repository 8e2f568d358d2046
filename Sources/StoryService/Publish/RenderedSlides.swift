internal import Files
internal import Probing
internal import Synchronization
internal import Transcoding
internal import Workers

/// The slides of one run that its worker reports as made, and the run's own files of them.
final class RenderedSlides: Sendable {
    let outputs: StagedOutputs
    /// The folder of the outputs in the staging area.
    private let part: PartName
    private let limits: WorkLimits
    private let slides = Mutex<[Int: RenderedSlide]>([:])

    init(in staging: Staging, limits: WorkLimits) {
        outputs = staging.outputs
        part = staging.directoryPart
        self.limits = limits
    }

    /// Whether there are slides, and all their files are where a later attempt looks for them. Another runner that has
    /// taken over the job may have removed the files.
    var areThere: Bool {
        let numbers = numbers
        return !numbers.isEmpty && numbers.allSatisfy { outputs[.video(slide: $0)]?.hasName == true }
    }

    /// The numbers of the slides, counted from 1.
    var numbers: Set<Int> { slides.withLock { Set($0.keys) } }

    /// Takes over an earlier attempt's slides, as far as they are complete.
    func take(_ earlier: [SlideCheckpoint], from staging: Staging) {
        for kept in earlier {
            let number = kept.slide.plan.slide
            let name = kept.staging.with(.directory).fileName
            guard let folder = try? staging.area.folder.folder(name) else { continue }
            let files = [(StagedFile.video(slide: number), kept.video), (.cover(slide: number), kept.cover)]
            // Copied, not moved: a worker of the earlier attempt may still be running and writing to its files.
            if files.allSatisfy({ copy($0, from: folder, expecting: $1, of: kept.slide) }) {
                slides.withLock { $0[number] = kept.slide }
            } else {
                for (file, _) in files { outputs.remove(file) }
            }
        }
    }

    private func copy(
        _ file: StagedFile, from folder: HeldFolder, expecting content: Manifest.File, of slide: RenderedSlide
    ) -> Bool {
        guard let source = try? folder.open(file.name), let status = try? source.status(), status.isRegular,
            status.bytes == content.bytes, let copy = try? outputs.create(file),
            (try? copy.copy(source)) != nil, let hash = try? copy.hash(limits: limits, for: slide.path)
        else { return false }
        return hash.sha256 == content.sha256
    }

    /// Records that a worker has made a slide.
    func add(_ slide: RenderedSlide) { slides.withLock { $0[slide.plan.slide] = slide } }

    /// A checkpoint of a slide for a later attempt, with its files as they are now.
    func kept(_ slide: RenderedSlide, fingerprint: String) throws(MediaError) -> SlideCheckpoint {
        let (video, cover) = try files(of: slide)
        return SlideCheckpoint(
            slide: slide, staging: part, video: video, cover: cover,
            fingerprint: fingerprint)
    }

    /// All slides in their order, with their files as they are now. Call it after the worker that wrote them has ended.
    ///
    /// - Throws: ``MediaError`` if one of the files is missing, or if a worker may not leave such a file.
    func all() throws(MediaError) -> [(slide: RenderedSlide, video: Manifest.File, cover: Manifest.File)] {
        let sorted = slides.withLock { $0 }.sorted { $0.key < $1.key }.map(\.value)
        var all: [(slide: RenderedSlide, video: Manifest.File, cover: Manifest.File)] = []
        for slide in sorted {
            let (video, cover) = try files(of: slide)
            all.append((slide, video, cover))
        }
        return all
    }

    private func files(of slide: RenderedSlide) throws(MediaError) -> (
        video: Manifest.File, cover: Manifest.File
    ) {
        let number = slide.plan.slide
        return (try file(.video(slide: number), slide), try file(.cover(slide: number), slide))
    }

    private func file(_ file: StagedFile, _ slide: RenderedSlide) throws(MediaError) -> Manifest.File {
        guard let output = outputs[file] else {
            throw MediaError(
                .crashed, stage: .publish, file: slide.path,
                message: "The worker process did not ask for the file \(file.name). Try again.")
        }
        return Manifest.File(name: file.name, hash: try output.hash(limits: limits, for: slide.path))
    }
}
