/// Why a layer cannot be drawn, in words for a person.
enum LayerFailure: Error, Hashable {
    /// The sticker's file is missing, damaged or too large.
    case unusable(String)
    /// The system refused to read the sticker's file, which is there; it may be read later.
    case unreadable(String)
    /// In cairo's words.
    case outOfMemory(String)
}
