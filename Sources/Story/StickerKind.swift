/// What the document and the manifest need to know of one kind of drawn sticker.
///
/// A kind is a type with the sticker's own fields, encoded without the kind's name. `StickerContent` lists all kinds.
/// How a kind is drawn is up to the module that draws it.
protocol StickerKind: Hashable, Sendable, Codable {
    static var kind: Overlay.Kind { get }
    /// The default width, as a share of the canvas's width.
    static var standardWidth: Double { get }
    /// The theme that people know from the apps.
    static var standardTheme: StickerTheme { get }
    /// Whether the document may set the sticker's colours.
    static var hasColors: Bool { get }

    /// Reads the kind's own members of the document. The schema says what this asks for.
    init(reading reader: inout ObjectReader)

    /// The kind's own members, as a story document writes them.
    var members: [JSONMember] { get }
    var content: StickerContent { get }
    /// The file that the sticker draws; nil if it needs none.
    var file: OverlayFile? { get }
    /// The sticker with another name for its file; unchanged if it needs no file.
    func naming(file src: String) -> Self
}

extension StickerKind {
    static var standardTheme: StickerTheme { .light }
    static var hasColors: Bool { true }
    var file: OverlayFile? { nil }
    func naming(file src: String) -> Self { self }
}
