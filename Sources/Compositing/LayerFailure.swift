/// Why a layer cannot be drawn, in words for a person.
enum LayerFailure: Error, Hashable {
    /// The sticker's file is missing, damaged or too large.
    case unreadable(String)
    /// In cairo's words.
    case outOfMemory(String)
}
