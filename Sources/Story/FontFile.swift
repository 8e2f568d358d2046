/// A font file that a story brings along, and what its texts call it.
public struct FontFile: Hashable, Sendable {
    /// The file, relative to the story document's folder: TrueType, OpenType, a collection of them, WOFF or WOFF2.
    public var src: String
    /// The family by which texts ask for the font; nil for the name in the file.
    public var family: String?
    /// The weight for which the font is taken, from 1 to 1000; nil for the file's own. A variable font is drawn in this
    /// weight only.
    public var weight: Int?
    /// Whether the font is taken for italics; nil for what the file says.
    public var italic: Bool?

    public init(src: String, family: String? = nil, weight: Int? = nil, italic: Bool? = nil) {
        self.src = src
        self.family = family
        self.weight = weight
        self.italic = italic
    }
}

extension StoryDocument {
    /// Each font file that the story names, once, with its first place.
    public var fontSources: [FileReference] {
        var known: Set<String> = []
        return fontFiles.filter { known.insert($0.src).inserted }
    }

    /// Every place that names a font file.
    var fontFiles: [FileReference] {
        var files = fonts.enumerated().map { index, font in
            FileReference(src: font.src, path: "$.fonts[\(index)].src")
        }
        for (index, slide) in slides.enumerated() {
            for (number, overlay) in slide.overlays.enumerated() {
                files += overlay.fontFiles(path: "$.slides[\(index)].overlays[\(number)]")
            }
        }
        return files
    }

    /// The story with other names for its font files.
    public func namingFonts(_ name: (String) -> String) -> StoryDocument {
        var story = self
        for index in story.fonts.indices { story.fonts[index].src = name(story.fonts[index].src) }
        for index in story.slides.indices {
            story.slides[index].overlays = story.slides[index].overlays.map { overlay in
                guard case .text(var text) = overlay else { return overlay }
                text.style = text.style.namingFonts(name)
                if case .runs(let runs) = text.content {
                    text.content = .runs(
                        runs.map { run in
                            var run = run
                            run.font.src = run.font.src.map(name)
                            return run
                        })
                }
                return .text(text)
            }
        }
        return story
    }
}

extension TextStyle {
    /// The style with another name for its font file.
    func namingFonts(_ name: (String) -> String) -> TextStyle {
        var style = self
        if let src = style.font.file?.src { style.font.file?.src = name(src) }
        return style
    }
}

extension Overlay {
    /// The font files that the overlay's text names.
    ///
    /// - Parameter path: the overlay's JSONPath.
    fileprivate func fontFiles(path: String) -> [FileReference] {
        guard case .text(let text) = self else { return [] }
        var files = [(text.style.font.file?.src, "\(path).font.src")]
        if case .runs(let runs) = text.content {
            files += runs.enumerated().map { ($1.font.src, "\(path).runs[\($0)].font.src") }
        }
        return files.compactMap { src, path in src.map { FileReference(src: $0, path: path) } }
    }
}
