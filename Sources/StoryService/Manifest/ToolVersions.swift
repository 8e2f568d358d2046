internal import Libav

/// The versions of the programs and libraries that made a story.
public struct ToolVersions: Hashable, Sendable, Codable {
    /// This program's version.
    public var storymedia: String
    /// FFmpeg's release.
    public var ffmpeg: String
    /// FFmpeg's libraries, by name.
    public var libraries: [String: String]

    /// The versions in this process.
    public static var current: ToolVersions {
        ToolVersions(
            storymedia: Version.current, ffmpeg: FFmpegBuild.release,
            libraries: Dictionary(
                FFmpegBuild.libraries.map { ($0.name, $0.version) }, uniquingKeysWith: { first, _ in first }))
    }
}
