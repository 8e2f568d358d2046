internal import Hashing
internal import Libav
internal import Story
internal import Transcoding
internal import Workers

/// Identifies what a run makes: two runs with the same fingerprint make the same story.
///
/// It covers the story document, with each file's name replaced by the hash of its content; the options outside the
/// document; and the version of this program.
struct Fingerprint {
    let text: String

    /// - Parameters:
    ///   - mediaHashes: SHA-256 of each slide's media.
    ///   - additionHashes: SHA-256 of each sticker, colour table, subtitle file, font and piece of music, by the name
    ///     that the story gives it.
    init(_ request: IngestRequest, mediaHashes: [String], additionHashes: [String: String]) {
        func hashed(_ track: AudioTrack) -> AudioTrack {
            var track = track
            track.src = additionHashes[track.src] ?? track.src
            return track
        }
        var story = request.story
        story.sound = story.sound.map(hashed)
        story.voice = story.voice.map(hashed)
        for index in story.slides.indices {
            story.slides[index].media.src = request.isWithoutMedia(index) ? nil : mediaHashes[index]
            if let src = story.slides[index].media.grading.table?.src {
                story.slides[index].media.grading.table?.src = additionHashes[src] ?? src
            }
            if case .picture(var picture) = story.slides[index].background {
                picture.src = additionHashes[picture.src] ?? picture.src
                story.slides[index].background = .picture(picture)
            }
            story.slides[index].overlays = story.slides[index].overlays.map { overlay in
                guard let src = overlay.file?.src else { return overlay }
                return overlay.naming(file: additionHashes[src] ?? src)
            }
            story.slides[index].sound = story.slides[index].sound.map(hashed)
            story.slides[index].voice = story.slides[index].voice.map(hashed)
        }
        let splitAt = request.splitAt == .limit ? "" : " at \(request.splitAt.rawValue)"
        story = story.namingFonts { additionHashes[$0] ?? $0 }
        text = SHA256.hash(
            """
            storymedia \(Version.current)
            ffmpeg \(FFmpegBuild.release)
            split \(request.split)\(splitAt)\(request.isDraft ? ", draft" : "")
            \(story.canonicalJSON)
            """)
    }
}
