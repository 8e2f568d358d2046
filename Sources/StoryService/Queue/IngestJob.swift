internal import Files
internal import Foundation
public import Jobs
internal import Story
public import Workers

/// A story to be made, as a job of the queue.
public struct IngestJob: Hashable, Sendable, Codable {
    /// The kind by which runners find these jobs.
    public static let kind = "ingest"

    /// All its paths are absolute, since the runner may have another working directory.
    public var request: IngestRequest

    /// - Parameter folder: the base of the request's relative paths.
    public init(_ request: IngestRequest, from folder: String) {
        var request = request
        request.input = Path.resolve(request.input, in: folder)
        request.storyFile = request.storyFile.map { Path.resolve($0, in: folder) }
        request.baseDirectory = Path.resolve(request.baseDirectory, in: folder)
        request.outputDirectory = Path.resolve(
            request.outputDirectory ?? Path.folder(of: request.storyFile ?? request.input), in: folder)
        request.outputRoot = request.outputRoot.map { Path.resolve($0, in: folder) }
        self.request = request
    }

    /// Reads a job's payload.
    ///
    /// - Throws: `DecodingError` or `StoryDocumentError` if this version cannot read it.
    public init(payload: String) throws {
        self = try JSONDecoder().decode(IngestJob.self, from: Data(payload.utf8))
    }

    /// Equal jobs have equal text, so that the queue recognises a repeated submission.
    public func payload() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// Removes what earlier attempts of a job have left in its output folder, unless one is still working there. Call
    /// it when no further attempt will follow.
    public static func clearAway(_ job: Job, state: StateFolder = .standard) {
        guard job.state.isFinal, job.kind == kind,
            let request = try? IngestJob(payload: job.payload).request
        else { return }
        StagingRecovery.settle(request.names, in: request.place, state: state)
    }

    /// A draft to submit, with the story's `publishAt`; the caller sets everything else.
    public func draft() throws -> JobDraft {
        JobDraft(
            kind: Self.kind, payload: try payload(), publishAt: request.story.publishAt?.foundationDate)
    }
}
