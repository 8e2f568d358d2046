internal import Libav
internal import Story

/// What decides whether two runs make the same story.
///
/// The story document with each file's name replaced by the hash of its content, the options that
/// are not in it, and the version of this program.
struct Fingerprint {
    let text: String

    /// - Parameters:
    ///   - mediaHashes: SHA-256 of each slide's media.
    ///   - stickerHashes: SHA-256 by the name that the story gives to the sticker.
    ///   - tableHashes: SHA-256 by the name that the story gives to the table of colours.
    init(
        _ request: IngestRequest, mediaHashes: [String], stickerHashes: [String: String],
        tableHashes: [String: String] = [:]
    ) {
        var story = request.story
        for index in story.slides.indices {
            story.slides[index].media.src = mediaHashes[index]
            if let src = story.slides[index].media.grading.table?.src {
                story.slides[index].media.grading.table?.src = tableHashes[src] ?? src
            }
            story.slides[index].overlays = story.slides[index].overlays.map { overlay in
                guard let src = overlay.file?.src else { return overlay }
                return overlay.naming(file: stickerHashes[src] ?? src)
            }
        }
        text = SHA256.hash(
            """
            storymedia \(Version.current)
            ffmpeg \(FFmpegBuild.release)
            split \(request.split)\(request.isDraft ? ", draft" : "")
            \(story.canonicalJSON)
            """)
    }
}
