internal import Synchronization
internal import Transcoding

/// The slides of one run that are made, with the parent's own view of their files.
final class MadeSlides: Sendable {
    let workshop: Workshop
    private let slides = Mutex<[Int: KeptSlide]>([:])

    init(in workshop: Workshop) {
        self.workshop = workshop
    }

    var isEmpty: Bool { slides.withLock { $0.isEmpty } }

    /// Which slides there are, counted from 1.
    var numbers: Set<Int> { slides.withLock { Set($0.keys) } }

    /// Takes what an earlier attempt left, as far as it is whole.
    func take(_ earlier: [KeptSlide]) {
        for var slide in earlier {
            let number = slide.slide.plan.slide
            let places = [
                (slide.workshop.video(slide: number), workshop.video(slide: number), slide.video),
                (slide.workshop.cover(slide: number), workshop.cover(slide: number), slide.cover),
            ]
            // Copied, not moved: a worker of the earlier attempt that is not dead yet may still write
            // to its files.
            let isWhole = places.allSatisfy { from, to, file in
                FileSystem.copy(from, toNew: to) && file.isUnchanged(at: to)
            }
            guard isWhole else {
                for (_, to, _) in places { FileSystem.remove(to) }
                continue
            }
            slide.workshop = workshop
            slides.withLock { $0[number] = slide }
        }
    }

    /// Looks at the files that a worker says it has made.
    func add(_ slide: MadeSlide) throws(MediaError) -> KeptSlide {
        let number = slide.plan.slide
        let kept = KeptSlide(
            slide: slide, workshop: workshop,
            video: try Self.file("\(number).mp4", at: workshop.video(slide: number), of: slide),
            cover: try Self.file("\(number).jpg", at: workshop.cover(slide: number), of: slide),
            fingerprint: "")
        guard kept.video.sha256 == slide.output.sha256 else {
            throw MediaError(
                .inputOutput, stage: .verify, file: slide.path,
                message: "The finished output is not what was written. Check the disk, and try again.")
        }
        slides.withLock { $0[number] = kept }
        return kept
    }

    /// All of them, from the first to the last.
    func all() throws(MediaError) -> [KeptSlide] {
        let slides = slides.withLock { $0 }
        let sorted = slides.sorted { $0.key < $1.key }.map(\.value)
        if sorted.isEmpty || sorted.map(\.slide.plan.slide) != Array(1...sorted[0].slide.plan.slideCount) {
            throw MediaError(
                .bug, stage: .publish, file: sorted.first?.slide.path ?? workshop.folder,
                message: "Its worker has not made all slides.")
        }
        return sorted
    }

    private static func file(
        _ name: String, at path: String, of slide: MadeSlide
    ) throws(MediaError) -> Manifest.File {
        do {
            let file = try OpenFile(path, beneath: Path.folder(of: path))
            let hash = try FileHash(of: file) { false }
            guard hash.status.isRegular else { throw InputFile.NotRegular(isFolder: false) }
            return Manifest.File(name: name, hash: hash)
        } catch {
            throw MediaError(
                .inputOutput, stage: .publish, file: slide.path,
                message: "The finished output cannot be read back (\(error)). Try again.")
        }
    }
}
