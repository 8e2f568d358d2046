public import Story
internal import Synchronization

/// The fonts that a story brings along, for all of its slides.
///
/// Nothing is read before a text is laid out.
public final class FontLibrary: Sendable {
    private let fonts: [FontFile]
    private let sources: [FileReference]
    private let overlays: [Overlay]
    private let folder: String
    private let loaded = Mutex<Result<LoadedFonts, CompositingError>?>(nil)

    /// - Parameter folder: the folder from which the fonts' paths start.
    public init(_ story: StoryDocument, in folder: String) {
        fonts = story.fonts
        sources = story.fontSources
        overlays = story.slides.flatMap(\.overlays)
        self.folder = folder
    }

    /// What a person should know about the fonts that are drawn: licences that forbid to embed them.
    ///
    /// Reads the fonts, and blocks meanwhile.
    ///
    /// - Throws: ``CompositingError`` if a font cannot be used.
    public func notes() throws(CompositingError) -> [Substitution] {
        try fonts(for: overlays)?.notes(on: overlays) ?? []
    }

    /// Reads the fonts for a slide; nil if the story has none, or the slide no text.
    func fonts(for overlays: [Overlay]) throws(CompositingError) -> LoadedFonts? {
        let hasText = overlays.contains { if case .text = $0 { true } else { false } }
        return hasText ? try load() : nil
    }

    private func load() throws(CompositingError) -> LoadedFonts? {
        if sources.isEmpty { return nil }
        let result = loaded.withLock { loaded in
            let result =
                loaded
                ?? Result { () throws(CompositingError) -> LoadedFonts in
                    try LoadedFonts(fonts, sources, in: folder)
                }
            loaded = result
            return result
        }
        return try result.get()
    }
}
