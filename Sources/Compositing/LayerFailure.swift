/// Why a layer cannot be drawn, in words for people.
enum LayerFailure: Error, Hashable {
    /// The sticker's file is missing, damaged or too large.
    case unusable(String)
    /// The sticker's file exists, but the system refused to read it. Another attempt may succeed.
    case unreadable(String)
    /// Memory ran out, in cairo's words.
    case outOfMemory(String)
}
