internal import Files
public import Logging
public import Probing
internal import SystemPackage
public import Threading
public import Workers

/// Checks whether a published story is complete. Its files must be those that its manifest names, and a worker must
/// find in them what the manifest says about them.
///
/// The manifest may come from anywhere. Its files are opened only beside it, and no link is followed.
public struct Verification: Sendable {
    /// The result of a verification.
    public struct Report: Hashable, Sendable, Codable {
        /// The manifest's path, as the caller named it.
        public var manifest: String
        public var slides: Int
        /// What is wrong, in sentences; empty if the story is complete.
        public var problems: [String]

        public var isWhole: Bool { problems.isEmpty }
    }

    private let path: String
    private let limits: Limits
    private let errand: WorkerClient
    private let cancellation: CancellationToken

    /// - Parameters:
    ///   - path: the manifest's path.
    ///   - host: starts the workers that read the files.
    ///   - logger: receives FFmpeg's messages about the files.
    ///   - cancellation: stops the run when cancelled.
    public init(
        of path: String, host: any WorkerHost, containment: Containment = Containment(),
        limits: Limits = Limits(),
        logger: Logger, cancellation: CancellationToken = CancellationToken()
    ) {
        self.path = path
        self.cancellation = cancellation
        self.limits = limits
        errand = WorkerClient(
            path, host: host, containment: containment, logger: logger, cancellation: cancellation)
    }

    /// Checks the manifest and its files. Writes nothing.
    ///
    /// - Throws: ``MediaError`` if the file is missing or not a manifest, or if the work was cancelled.
    public func run() async throws(MediaError) -> Report {
        try await WorkerClient.onOwnThread(cancellation) { () async throws(MediaError) -> Report in
            let folder = try folder()
            return try await verify(try manifest(in: folder), in: folder)
        }
    }

    /// The folder with the manifest and its files.
    private func folder() throws(MediaError) -> HeldFolder {
        do throws(SystemError) {
            return try HeldFolder(Path.folder(of: path))
        } catch {
            throw MediaError(reading: error, as: path)
        }
    }

    private func manifest(in folder: HeldFolder) throws(MediaError) -> Manifest {
        let name = Path.name(of: path)
        do throws(SystemError) {
            guard try folder.entry(name) != nil else {
                throw SystemError(.noSuchFileOrDirectory, "open", path)
            }
        } catch {
            throw MediaError(reading: error, as: path)
        }
        let ending = ".json"
        if name.hasSuffix(ending) {
            let names = OutputNames(
                input: "", outputDirectory: folder.path, stem: String(name.dropLast(ending.count)))
            if let manifest = Manifest.read(names, in: folder) { return manifest }
        }
        throw MediaError(
            .unusableMedia, stage: .open, file: path,
            message:
                "It is not a story's manifest of version \(Manifest.currentVersion) under its published name. "
                + "Name the .json file beside the story.")
    }

    private func verify(
        _ manifest: Manifest, in folder: HeldFolder
    ) async throws(MediaError) -> Report {
        var report = Report(manifest: path, slides: manifest.slides.count, problems: [])
        var whole: [(slide: Manifest.Slide, video: InputFile, cover: InputFile)] = []
        for slide in manifest.slides {
            let video = try open(slide.video, in: folder, &report)
            let cover = try open(slide.cover.file, in: folder, &report)
            if let video, let cover { whole.append((slide, video, cover)) }
        }
        for (slide, video, cover) in whole {
            let output = FinishedOutput(
                video: slide.video.name, cover: slide.cover.file.name, plan: slide.plan, result: slide.result)
            do throws(MediaError) {
                let facts = try await errand.perform(
                    VerifyTask([output], of: path, limits: limits),
                    [(slide.video.name, video), (slide.cover.file.name, cover)])
                if facts != [slide.output] {
                    report.problems.append(
                        "\(slide.video.name): It differs from what the manifest says about it.")
                }
            } catch {
                guard error.code == .verificationFailed || error.code == .crashed else { throw error }
                report.problems.append("\(slide.video.name): \(error.message)")
            }
        }
        return report
    }

    /// Opens a file that the manifest names; nil if it is missing or has changed, which the report then says.
    private func open(
        _ file: Manifest.File, in folder: HeldFolder, _ report: inout Report
    ) throws(MediaError) -> InputFile? {
        do {
            let opened = try InputFile(try folder.open(file.name))
            let hash = try FileHash.reading(opened.file) { cancellation.isCancelled }
            if hash.sha256 == file.sha256, hash.status.bytes == file.bytes { return opened }
            report.problems.append("\(file.name): It has changed since it was published.")
        } catch let error as SystemError {
            report.problems.append(
                "\(file.name): \(error.isMissing ? "It is missing" : "It cannot be read: \(error.text)").")
        } catch is InputFile.NotRegular {
            report.problems.append("\(file.name): It is not a regular file.")
        } catch {
            throw .stopped(.verify, path)
        }
        return nil
    }
}
