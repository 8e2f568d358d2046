public import Files
internal import Foundation
internal import Hashing
internal import Story
public import Workers

/// What a job of the watched folder is to do: the payload of an ``IngestJob``, with what its folder
/// has to know beside it.
public struct UploadPayload: Hashable, Sendable, Codable {
    /// Where an upload was taken from.
    public struct Source: Hashable, Sendable, Codable {
        /// The watched folder, absolute.
        public var folder: String
        /// Where the upload lay when it was taken. It may have moved since (``UploadLocation``).
        public var path: RelativePath
        /// The state in which it was taken.
        public var identity: FileIdentity
        /// Of the upload's content, 64 hexadecimal digits in lower case.
        public var sha256: String
        /// Where the story's files appear: their path without extensions.
        public var output: String
        /// The state of the upload's own story when it was read; nil where there was none.
        var sidecar: FileIdentity?
    }

    public var request: IngestRequest
    public var upload: Source

    init(_ request: IngestRequest, _ upload: Source) {
        self.request = request
        self.upload = upload
    }

    /// Reads a job's payload; nil where it is not that of an upload.
    public init?(json: String) {
        guard let payload = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else { return nil }
        self = payload
    }

    /// The part of a payload without the request, whose story takes long to read.
    private struct Part: Decodable {
        let upload: Source
    }

    /// Where the upload of a job was taken from; nil where the payload is not that of an upload.
    static func source(json: String) -> Source? {
        (try? JSONDecoder().decode(Part.self, from: Data(json.utf8)))?.upload
    }

    /// The same for equal payloads.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Text, numbers and nothing else cannot fail to be JSON.
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// The key by which another upload of the same content, for the same story at the same place, is
    /// known to be the same work.
    ///
    /// - Parameter isShared: whether it is; else the upload itself is part of the key.
    func key(isShared: Bool) -> String {
        var parts = [
            upload.sha256, request.story.canonicalJSON, request.baseDirectory, request.outputDirectory ?? "",
        ]
        if !isShared { parts += [upload.path.text, upload.identity.description] }
        return "watch:" + SHA256.hash(parts.joined(separator: "\n"))
    }
}
