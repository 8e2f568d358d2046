/// A file that a story names.
public struct FileReference: Hashable, Sendable {
    /// The name in the story, relative to the story's folder.
    public let src: String
    /// The place in the story, as a JSONPath.
    public let path: String
    /// Whether the file is the slide's own clip or photo and not an addition to it.
    public let isMedium: Bool

    public init(src: String, path: String, isMedium: Bool = false) {
        self.src = src
        self.path = path
        self.isMedium = isMedium
    }
}

extension StoryDocument {
    /// Every file that the story names, in document order: media, colour tables, pictures, subtitles, music, voices;
    /// then fonts.
    public var files: [FileReference] {
        var files: [FileReference] = []
        func add(_ src: String?, _ path: String, isMedium: Bool = false) {
            if let src { files.append(FileReference(src: src, path: path, isMedium: isMedium)) }
        }
        func add(_ tracks: [AudioTrack], _ voice: AudioTrack?, of owner: String) {
            for (index, track) in tracks.enumerated() { add(track.src, "\(owner).sound[\(index)].src") }
            add(voice?.src, "\(owner).voice.src")
        }
        for (index, slide) in slides.enumerated() {
            let owner = "$.slides[\(index)]"
            add(slide.media.src, "\(owner).media.src", isMedium: true)
            add(slide.media.grading.table?.src, "\(owner).media.lut.src")
            if case .picture(let picture) = slide.background {
                add(picture.src, "\(owner).background.src")
            }
            for (number, overlay) in slide.overlays.enumerated() {
                if let file = overlay.file { add(file.src, "\(owner).overlays[\(number)].\(file.key)") }
            }
            add(slide.sound, slide.voice, of: owner)
        }
        add(sound, voice, of: "$")
        files += fontFiles
        return files
    }
}
