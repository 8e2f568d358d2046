public import Libav
public import Logging
internal import Pictures
public import Transcoding

/// Shows what a story will look like: a PNG file of one frame, or of many small ones.
///
/// The worker makes the frames as an ingest does, up to the encoder, and only those that are asked for.
/// Until its picture is whole it lies in a hidden folder beside its place.
public struct Preview: Sendable {
    private let request: IngestRequest
    private let options: PreviewOptions
    private let output: String
    private let errand: Errand
    private let interruption: Interruption

    /// - Parameters:
    ///   - request: as for an ingest; what it says of its output is not looked at, but that it may be
    ///     replaced.
    ///   - output: the PNG file's path. A preview of an earlier run is replaced.
    ///   - host: where media are looked at.
    ///   - logger: receives FFmpeg's lines about the media.
    ///   - interruption: stops the run when it is raised.
    public init(
        _ request: IngestRequest, _ options: PreviewOptions, output: String, host: any WorkerHost,
        attempt: IngestAttempt = IngestAttempt(), logger: Logger,
        interruption: Interruption = Interruption()
    ) {
        self.request = request
        self.options = options
        self.output = output
        self.interruption = interruption
        errand = Errand(request, host: host, attempt: attempt, logger: logger, interruption: interruption)
    }

    /// Draws the preview and gives it its name.
    ///
    /// - Throws: ``MediaError``; there is no file then, or the earlier one.
    public func run() async throws(MediaError) -> DrawnPreview {
        try await Errand.onOwnThread(interruption) { () async throws(MediaError) -> DrawnPreview in
            try await draw()
        }
    }

    private func draw() async throws(MediaError) -> DrawnPreview {
        let inputs = try InputFiles(request)
        let replaces = try isReplaceable(inputs)
        let names = OutputNames(
            input: output, outputDirectory: Path.folder(of: output), stem: Path.name(of: output))
        Leftovers.settle(names)
        let staging = try Staging(names)
        let answers = WorkAnswers()
        let outputs = StagedOutputs(in: staging.workshop)
        try await errand.carryOut(.preview, inputs.list, outputs: outputs, preview: options) {
            (message) async throws(MediaError) in
            answers.add(message)
            // Begun while the worker ends, the wait for the disk is over sooner.
            if case .previewed = message { try synchronize(outputs) }
        }
        guard let preview = answers.preview else {
            throw MediaError(
                .bug, stage: .publish, file: request.input, message: "Its worker has drawn no preview.")
        }
        let picture = try synchronize(outputs)
        try place(picture, replacing: replaces)
        staging.discard()
        return preview
    }

    /// Waits until the worker's picture is on the disk.
    @discardableResult
    private func synchronize(_ outputs: StagedOutputs) throws(MediaError) -> StagedOutput {
        guard let picture = outputs[.preview] else { throw notDrawn }
        do throws(SystemError) {
            try picture.synchronize()
        } catch {
            throw MediaError(writing: error, as: output)
        }
        return picture
    }

    private var notDrawn: MediaError {
        MediaError(
            .crashed, stage: .publish, file: request.input,
            message: "The process that worked on it has left something that is no picture. Try again.")
    }

    /// Looks at what has the name already.
    ///
    /// - Returns: whether there is a file, which may be replaced.
    private func isReplaceable(_ inputs: InputFiles) throws(MediaError) -> Bool {
        do {
            guard let status = try FileSystem.status(of: output) else { return false }
            guard !inputs.list.contains(where: { $0.file.status.isSameFile(as: status) }) else {
                throw refusal("It is what the story is made from. Give another name with --output.")
            }
            guard status.isRegular else {
                throw refusal("It is not a file but a folder or a device. Give another name with --output.")
            }
        } catch let error as SystemError {
            throw MediaError(writing: error, as: output)
        } catch let error as MediaError {
            throw error
        } catch {
            throw MediaError(.bug, stage: .publish, file: output, message: "\(error)")
        }
        guard request.overwrites || isPreview(output) else {
            throw refusal(
                "It exists already, and is no preview. Ask for --overwrite, or give another name with --output."
            )
        }
        return true
    }

    private func refusal(_ message: String) -> MediaError {
        MediaError(.cannotCreateOutput, stage: .publish, file: output, message: message)
    }

    /// Gives the worker's picture its name. Nobody waits until the name is on the disk: a preview is made again
    /// in no time.
    private func place(_ picture: StagedOutput, replacing: Bool) throws(MediaError) {
        guard (try? isPreview(picture.head(Self.headBytes))) == true else { throw notDrawn }
        do {
            try Publication.place(picture.path, at: output, replacing: replacing)
        } catch {
            throw MediaError(writing: error, as: output)
        }
    }

    /// Bytes within which a PNG file of this program says what made it.
    private static let headBytes = 512

    /// Whether a file says that it is a preview.
    private func isPreview(_ path: String) -> Bool {
        guard let head = try? OpenFile(path, for: .reading).bytes(at: 0, count: Self.headBytes) else {
            return false
        }
        return isPreview(head)
    }

    private func isPreview(_ head: [UInt8]) -> Bool {
        PNGEncoder.software(in: head) == PreviewPicture.software
    }
}
