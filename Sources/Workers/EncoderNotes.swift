internal import Files
internal import Libav
package import Probing
internal import Story

/// The files in which an encoder notes what it needs for another pass.
///
/// The worker that encodes cannot make files, so its parent makes and removes these.
package struct EncoderNotes: Sendable {
    private let statistics: EncoderStatistics
    package let path: String

    /// Makes the files that a request needs.
    ///
    /// - Returns: nil if the story limits no size, and one pass is enough.
    /// - Throws: ``MediaError`` if they cannot be made.
    package static func create(for request: IngestRequest, in directory: StagingDirectory) throws(MediaError)
        -> EncoderNotes?
    {
        guard request.story.maximumSize != nil || request.preset.maximumBytes != nil else { return nil }
        let path = directory.folder.path(of: "statistics")
        let statistics = EncoderStatistics(at: path)
        do throws(LibavError) {
            try statistics.create()
        } catch {
            throw MediaError(
                .inputOutput, stage: .encode, file: request.input,
                message:
                    "The temporary files for a size limit cannot be made in the story's folder, which must be on a "
                    + "disk with hard links.", remedies: [.chooseOtherFolder], cause: error)
        }
        return EncoderNotes(statistics: statistics, path: path)
    }

    package func remove() { statistics.remove() }
}
