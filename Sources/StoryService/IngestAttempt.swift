internal import Jobs
internal import Probing
public import Workers

/// What a run is a part of: by default of nothing, as when a person asks for it.
public struct IngestAttempt: Sendable {
    /// How many threads each codec may use, 0 for one per core.
    public var threads: Int
    public var containment: Containment
    /// Where the key is by which the program knows what a killed run has left.
    public var state: StateFolder
    /// Slides that an earlier attempt made and left.
    public var earlier: [SlideCheckpoint]
    /// Notes a finished slide for a later attempt; nil where there will be none.
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
        // Another runner goes on with the job, and needs nothing that this run has made.
        if (error as? JobStoreError)?.code == .claimLost { return .stopped(.publish, file) }
        return MediaError(
            .inputOutput, stage: .publish, file: file,
            message: "It was not published, since the queue does not let it: \(error).")
    }
}

/// A finished slide, left for a later attempt of the same job.
public struct SlideCheckpoint: Hashable, Sendable, Codable {
    public var slide: RenderedSlide
    /// The folder in which its files lie, in the staging area of the output's folder.
    var staging: PartName
    var video: Manifest.File
    var cover: Manifest.File
    /// That of the story; of another one it is of no use.
    var fingerprint: String
}
