public import Libav
public import Logging
internal import Story
public import Transcoding

/// Looks whether a published story is whole: its files are those that its manifest names, and a worker finds in them
/// what the manifest says of them.
///
/// The manifest may come from anywhere. Its files are looked for beside it alone, and no link is followed.
public struct Verification: Sendable {
    /// What was found.
    public struct Report: Hashable, Sendable, Codable {
        /// The manifest's path, as the caller named it.
        public var manifest: String
        public var slides: Int
        /// What is wrong, in sentences; none where the story is whole.
        public var problems: [String]

        public var isWhole: Bool { problems.isEmpty }
    }

    private let path: String
    private let errand: Errand
    private let interruption: Interruption

    /// - Parameters:
    ///   - path: the manifest's.
    ///   - host: where the files are looked at.
    ///   - logger: receives FFmpeg's lines about them.
    ///   - interruption: stops the run when it is raised.
    public init(
        of path: String, host: any WorkerHost, containment: Containment = Containment(),
        limits: Limits = Limits(),
        logger: Logger, interruption: Interruption = Interruption()
    ) {
        self.path = path
        self.interruption = interruption
        let request = IngestRequest(input: path, story: StoryDocument(slides: [Slide()]), limits: limits)
        errand = Errand(
            request, host: host, attempt: IngestAttempt(containment: containment), logger: logger,
            interruption: interruption)
    }

    /// Looks at the manifest and its files. Nothing is written.
    ///
    /// - Throws: ``MediaError`` where there is no such file, it is no manifest, or the work was stopped.
    public func run() async throws(MediaError) -> Report {
        try await Errand.onOwnThread(interruption) { () async throws(MediaError) -> Report in
            try await verify(try manifest())
        }
    }

    private func manifest() throws(MediaError) -> Manifest {
        do {
            guard try FileSystem.status(of: path) != nil else {
                throw MediaError(
                    .inputMissing, stage: .open, file: path,
                    message: "There is no such file. Check the name and the folder.")
            }
        } catch let error as MediaError {
            throw error
        } catch let error as SystemError {
            throw MediaError(reading: error, as: path)
        } catch {
            throw MediaError(.bug, stage: .open, file: path, message: "\(error)")
        }
        guard let manifest = Manifest.read(path) else {
            throw MediaError(
                .unusableMedia, stage: .open, file: path,
                message:
                    "It is not a story's manifest of version \(Manifest.currentVersion). Name the .json file that "
                    + "lies beside the story.")
        }
        return manifest
    }

    private func verify(_ manifest: Manifest) async throws(MediaError) -> Report {
        var report = Report(manifest: path, slides: manifest.slides.count, problems: [])
        var whole: [(slide: Manifest.Slide, video: InputFile, cover: InputFile)] = []
        for slide in manifest.slides {
            let video = try open(slide.video, &report)
            let cover = try open(slide.cover.file, &report)
            if let video, let cover { whole.append((slide, video, cover)) }
        }
        for (slide, video, cover) in whole {
            let output = FinishedOutput(
                video: slide.video.name, cover: slide.cover.file.name, plan: slide.plan, result: slide.result)
            do throws(MediaError) {
                let facts = try await errand.verify(
                    [output], [(slide.video.name, video), (slide.cover.file.name, cover)])
                if facts != [slide.output] {
                    report.problems.append(
                        "\(slide.video.name): The manifest says something else of it than it is.")
                }
            } catch {
                guard error.code == .verificationFailed || error.code == .crashed else { throw error }
                report.problems.append("\(slide.video.name): \(error.message)")
            }
        }
        return report
    }

    /// Opens a file that the manifest names; nil where it is not there or has changed, which the report says then.
    private func open(_ file: Manifest.File, _ report: inout Report) throws(MediaError) -> InputFile? {
        let folder = Path.folder(of: path)
        let place = Path.resolve(file.name, in: folder == "." ? "./" : folder)
        do {
            let opened = try InputFile(try OpenFile(place, beneath: folder))
            let hash = try FileHash(of: opened.file) { interruption.isRaised }
            if hash.sha256 == file.sha256, hash.status.bytes == file.bytes { return opened }
            report.problems.append("\(file.name): It has changed since it was published.")
        } catch let error as SystemError {
            report.problems.append(
                "\(file.name): \(error.isMissing ? "It is missing" : "It cannot be read: \(error.text)").")
        } catch is InputFile.NotRegular {
            report.problems.append("\(file.name): It is no file.")
        } catch {
            throw .stopped(.verify, path)
        }
        return nil
    }
}
