package import Files
internal import Foundation
internal import Hashing
internal import Story
package import Workers

/// The payload of a watched folder's job: that of an ``IngestJob``, and where its upload came from.
package struct UploadPayload: Hashable, Sendable, Codable {
    /// Where the watch found an upload.
    package struct Source: Hashable, Sendable, Codable {
        /// The watched folder, absolute.
        package var folder: String
        /// The upload's path when it was queued. It may have moved since (``UploadLocation``).
        package var path: RelativePath
        /// The state of the file when it was queued.
        package var identity: FileIdentity
        /// The SHA-256 of the upload's content: 64 lower-case hexadecimal digits.
        package var sha256: String
        /// Where the story's files appear: their path without extensions.
        package var output: String
        /// The state of the upload's own story when it was read; nil if it had none.
        package var sidecar: FileIdentity?

        package init(
            folder: String, path: RelativePath, identity: FileIdentity, sha256: String, output: String,
            sidecar: FileIdentity?
        ) {
            self.folder = folder
            self.path = path
            self.identity = identity
            self.sha256 = sha256
            self.output = output
            self.sidecar = sidecar
        }
    }

    package var request: IngestRequest
    package var upload: Source

    package init(_ request: IngestRequest, _ upload: Source) {
        self.request = request
        self.upload = upload
    }

    /// Reads a job's payload; nil if the job is not that of an upload.
    package init?(json: String) {
        guard let payload = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else { return nil }
        self = payload
    }

    /// The part of a payload without the request, whose story takes long to decode.
    private struct Part: Decodable {
        let upload: Source
    }

    /// Where the upload of a job was found; nil if the payload is not that of an upload.
    package static func source(json: String) -> Source? {
        (try? JSONDecoder().decode(Part.self, from: Data(json.utf8)))?.upload
    }

    /// The payload as JSON. Equal payloads give equal text.
    package var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Encoding cannot fail: the payload is text and numbers only.
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// The key that is equal for uploads with the same content, the same story and the same output folder.
    ///
    /// - Parameter isShared: whether such uploads share one job. If not, the upload itself is part of the key.
    package func key(isShared: Bool) -> String {
        var parts = [
            upload.sha256, request.story.canonicalJSON, request.baseDirectory, request.outputDirectory ?? "",
        ]
        if !isShared { parts += [upload.path.text, upload.identity.description] }
        return "watch:" + SHA256.hash(parts.joined(separator: "\n"))
    }
}
