internal import Files
internal import Foundation
public import Jobs
internal import Story
public import Workers

/// A story to be made, as a job of the queue.
public struct IngestJob: Hashable, Sendable, Codable {
    /// What runners of such jobs look for.
    public static let kind = "ingest"

    /// All paths in it are absolute: who makes the story may stand in another folder.
    public var request: IngestRequest

    /// - Parameter folder: where relative paths of the request begin.
    public init(_ request: IngestRequest, from folder: String) {
        var request = request
        request.input = Path.resolve(request.input, in: folder)
        request.baseDirectory = Path.resolve(request.baseDirectory, in: folder)
        request.outputDirectory = Path.resolve(
            request.outputDirectory ?? Path.folder(of: request.input), in: folder)
        request.outputRoot = request.outputRoot.map { Path.resolve($0, in: folder) }
        self.request = request
    }

    /// Reads a job's payload.
    ///
    /// - Throws: `DecodingError` or `StoryDocumentError` where it is none of this version.
    public init(payload: String) throws {
        self = try JSONDecoder().decode(IngestJob.self, from: Data(payload.utf8))
    }

    /// The same text for equal jobs, so that a repeated submission is known.
    public func payload() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// Removes what earlier attempts of a job have left in its output's folder, unless one is at work
    /// there. To be called when there will be no other attempt.
    public static func clearAway(_ job: Job, state: StateFolder = .standard) {
        guard job.state.isFinal, job.kind == kind,
            let request = try? IngestJob(payload: job.payload).request
        else { return }
        StagingRecovery.settle(request.names, in: request.place, state: state)
    }

    /// What to submit, wanted when the story says; the caller sets what it wants of the rest.
    public func draft() throws -> JobDraft {
        JobDraft(
            kind: Self.kind, payload: try payload(), publishAt: request.story.publishAt?.foundationDate)
    }
}
