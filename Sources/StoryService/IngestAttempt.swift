internal import Jobs
internal import Probing
public import Workers

/// The queue's attempt that a run belongs to. The default is none, as when a person starts the run.
public struct IngestAttempt: Sendable {
    /// How many threads each codec may use, 0 for one per core.
    public var threads: Int
    public var containment: Containment
    /// Holds the key with which the program recognises files of a killed run.
    public var state: StateFolder
    /// Slides that an earlier attempt finished and left.
    public var earlier: [SlideCheckpoint]
    /// Records a finished slide for a later attempt; nil if there will be none.
    public var note: (@Sendable (SlideCheckpoint) async throws -> Void)?
    /// Runs the publishing step, but only while this run still holds the job's claim.
    public var withPublishLock:
        (@Sendable (_ place: @escaping @Sendable () throws -> Void) async throws -> Void)?

    public init(
        threads: Int = 0, containment: Containment = Containment(), state: StateFolder = .standard
    ) {
        self.threads = threads
        self.containment = containment
        self.state = state
        earlier = []
    }

    var keepsSlides: Bool { note != nil }

    func keep(_ slide: SlideCheckpoint) async throws(MediaError) {
        do {
            try await note?(slide)
        } catch {
            throw Self.failure(error, slide.slide.path)
        }
    }

    func publish(_ publication: Publication, _ input: String) async throws(MediaError) {
        guard let withPublishLock else { return try publication.place() }
        do {
            try await withPublishLock { try publication.place() }
        } catch {
            throw Self.failure(error, input)
        }
    }

    private static func failure(_ error: any Error, _ file: String) -> MediaError {
        if let error = error as? MediaError { return error }
        // Another runner has taken over the job, and needs nothing that this run has made.
        if (error as? JobStoreError)?.code == .claimLost { return .stopped(.publish, file) }
        return MediaError(
            .inputOutput, stage: .publish, file: file,
            message: "It was not published, because the queue did not allow it: \(error).")
    }
}

/// A finished slide, left for a later attempt of the same job.
public struct SlideCheckpoint: Hashable, Sendable, Codable {
    public var slide: RenderedSlide
    /// The folder with its files, in the staging area of the output folder.
    var staging: PartName
    var video: Manifest.File
    var cover: Manifest.File
    /// The story's fingerprint. The slide is useless to a story with another one.
    var fingerprint: String
}
