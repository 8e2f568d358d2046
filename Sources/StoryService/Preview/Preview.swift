internal import Files
public import Logging
internal import Pictures
public import Probing
internal import Story
internal import SystemPackage
public import Threading
public import Transcoding
public import Workers

/// Shows what a story will look like, as a PNG file of one frame or of many small ones.
///
/// The worker makes the frames as an ingest does, up to the encoder, and only those that are asked for. Until the
/// picture is complete, it is in a hidden folder beside its final place.
public struct Preview: Sendable {
    private let request: IngestRequest
    private let options: PreviewOptions
    private let output: String
    private let attempt: IngestAttempt
    private let errand: WorkerClient
    private let cancellation: CancellationToken

    /// - Parameters:
    ///   - request: as for an ingest. Of what it says about its output, only the permission to replace files counts.
    ///   - output: the PNG file's path. A preview of an earlier run is replaced.
    ///   - host: starts the workers that read media.
    ///   - logger: receives FFmpeg's messages about the media.
    ///   - cancellation: stops the run when cancelled.
    public init(
        _ request: IngestRequest, _ options: PreviewOptions, output: String, host: any WorkerHost,
        attempt: IngestAttempt = IngestAttempt(), logger: Logger,
        cancellation: CancellationToken = CancellationToken()
    ) {
        self.request = request
        self.options = options
        self.output = output
        self.attempt = attempt
        self.cancellation = cancellation
        errand = WorkerClient(
            request.input, host: host, threads: attempt.threads, containment: attempt.containment,
            logger: logger,
            cancellation: cancellation)
    }

    /// Draws the preview and publishes it.
    ///
    /// - Throws: ``MediaError``; the path then has no file, or still has the earlier one.
    public func run() async throws(MediaError) -> DrawnPreview {
        try await WorkerClient.onOwnThread(cancellation) { () async throws(MediaError) -> DrawnPreview in
            try await draw()
        }
    }

    private func draw() async throws(MediaError) -> DrawnPreview {
        let inputs = try InputFiles(request)
        let names = OutputNames(
            input: output, outputDirectory: Path.folder(of: output), stem: Path.name(of: output))
        let place = OutputPlace(path: names.folder)
        let replaces = try isReplaceable(inputs, in: place)
        StagingRecovery.settle(names, in: place, state: attempt.state)
        let staging = try Staging.make(names, in: place, key: nil)
        defer { staging.discard() }
        let outputs = staging.outputs
        let preview = try await errand.perform(
            PreviewTask(request, options), inputs.list, outputs: outputs
        ) { event in
            // Start the wait for the disk now, while the worker ends, so that it is over sooner.
            if case .written(let file) = event { try? outputs[file]?.synchronize() }
        }
        try publish(from: staging, replacing: replaces)
        return preview
    }

    /// Gives the worker's picture its name. Does not wait until the name is on the disk: making a preview again takes
    /// no time.
    private func publish(from staging: Staging, replacing: Bool) throws(MediaError) {
        let picture = StagedFile.preview
        guard let head = try? staging.outputs[picture]?.head(Self.headBytes), isPreview(head) else {
            throw notDrawn
        }
        let name = Path.name(of: output)
        do {
            let content = try staging.finish(picture)
            let folder = staging.directory.folder
            if replacing {
                try folder.rename(picture.name, to: name, in: staging.output)
            } else {
                try folder.give(picture.name, to: name, in: staging.output)
            }
            staging.isPublished = true
            // Another process may have replaced the file after it was checked.
            guard let there = try staging.output.entry(name), content.isSame(as: there) else {
                throw SystemError(.staleNFSFileHandle, "link", output)
            }
        } catch let error as SystemError {
            throw MediaError(writing: error, as: output)
        } catch {
            throw notDrawn
        }
    }

    private var notDrawn: MediaError {
        MediaError(
            .crashed, stage: .publish, file: request.input,
            message: "The process that drew the preview did not leave a valid picture. Try again.")
    }

    /// Examines the existing file of that name, if any.
    ///
    /// - Returns: whether there is a file that may be replaced.
    private func isReplaceable(_ inputs: InputFiles, in place: OutputPlace) throws(MediaError) -> Bool {
        let name = Path.name(of: output)
        let folder: HeldFolder?
        let entry: FolderEntry?
        do throws(SystemError) {
            folder = try place.open()
            entry = try folder?.entry(name)
        } catch {
            throw MediaError(writing: error, as: output)
        }
        guard let folder, let entry else { return false }
        guard !inputs.list.contains(where: { $0.file.status.isSameFile(as: entry.status) }) else {
            throw refusal("It is a file that the story is made from.", [.chooseOtherName])
        }
        guard entry.kind == .file else {
            throw refusal("It is \(entry.kind.words).", [.chooseOtherName])
        }
        guard request.overwrites || isPreview(try? folder.open(name)) else {
            throw refusal(
                "It exists already and is not a preview.", [.allowOverwriting, .chooseOtherName])
        }
        return true
    }

    private func refusal(_ message: String, _ remedies: [Remedy.Action]) -> MediaError {
        MediaError(.cannotCreateOutput, stage: .publish, file: output, message: message, remedies: remedies)
    }

    /// How many bytes at the start of a PNG file by this program name the program.
    private static let headBytes = 512

    /// Whether a file identifies itself as a preview.
    private func isPreview(_ file: consuming OpenFile?) -> Bool {
        guard let file, let head = try? file.bytes(at: 0, count: Self.headBytes) else { return false }
        return isPreview(head)
    }

    private func isPreview(_ head: [UInt8]) -> Bool {
        PNGEncoder.software(in: head) == PreviewPicture.software
    }
}
