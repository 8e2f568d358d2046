/// A brand's fonts, colours, logo and text styles, for all of its stories.
///
/// Reading a story replaces what it takes from its kit by the kit's values, so the document needs the kit no more.
public struct BrandKit: Hashable, Sendable {
    /// Fonts that texts ask for by their family.
    public var fonts: [FontFile] = []
    /// Colours, by the name that a story writes after `@`.
    public var colors: [String: Color] = [:]
    /// The picture that stickers call `@logo`; relative to the story document's folder.
    public var logo: String?
    /// Text styles, by the name that a text asks for with `style`.
    public var styles: [String: TextStyle] = [:]

    public init() {}

    /// Reads a kit from JSON text, strictly.
    ///
    /// - Parameter folder: the kit's folder, relative to the story's. The kit's own paths start there.
    /// - Throws: ``StoryDocumentError`` with every problem of the kit at once.
    public init(json bytes: [UInt8], in folder: String = ".") throws(StoryDocumentError) {
        try self.init(JSONValue(parsing: bytes), in: folder)
    }

    /// Reads a kit from a parsed value of JSON or a similar format.
    ///
    /// - Throws: ``StoryDocumentError`` with every problem of the kit at once.
    package init(_ value: JSONValue, in folder: String) throws(StoryDocumentError) {
        let problems = ProblemList(takesAliases: true)
        var kit = try ObjectReader.read(value, problems) { reader in BrandKit(reading: &reader) }
        func path(_ src: String) -> String { OverlayFile.path(of: src, in: folder) }
        for index in kit.fonts.indices { kit.fonts[index].src = path(kit.fonts[index].src) }
        kit.logo = kit.logo.map(path)
        kit.styles = kit.styles.mapValues { $0.namingFonts(path) }
        self = kit
    }

    /// How a story names the kit's logo where it names a file.
    static let logoName = "@logo"
}
