/// Why a `.cube` file cannot be used.
public struct CubeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where in the file, from 1; nil where the file as a whole is meant.
    public let line: Int?
    /// What is wrong there, and what would be right.
    public let reason: String

    public var description: String { line.map { "line \($0): \(reason)" } ?? reason }
}
