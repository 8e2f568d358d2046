/// Why a subtitle file cannot be used.
public struct SubtitleError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line in the file, from 1; nil if the error concerns the whole file.
    public let line: Int?
    /// What is wrong there, and what would be right.
    public let reason: String

    public var description: String { line.map { "line \($0): \(reason)" } ?? reason }
}
