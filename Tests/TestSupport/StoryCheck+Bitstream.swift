import Foundation

extension StoryCheck {
    /// Checks what only the coded data says: that all of it decodes, and that the colours are named
    /// in the stream too, for players that do not look at the container.
    func bitstreamViolations() async throws -> [String] {
        var found: [String] = []
        let decoding = try await Tool.ffmpeg.run([
            "-v", "error", "-xerror", "-i", path, "-f", "null", "-",
        ])
        if decoding.exitCode != 0 || !decoding.standardError.isEmpty {
            found.append("It does not decode cleanly: \(decoding.standardError.prefix(300))")
        }

        let scratch = try TemporaryDirectory()
        let bare = scratch.file("bare.h264")
        try await Tool.ffmpeg.checked([
            "-v", "error", "-i", path, "-map", "0:v:0", "-c", "copy", "-frames:v", "2", bare,
        ])
        let probe = try await Tool.ffprobe.checked([
            "-v", "error", "-print_format", "json", "-show_streams", bare,
        ])
        let stream = try JSON(parsing: probe.text)["streams"]?[0]
        for key in ["color_primaries", "color_transfer", "color_space", "color_range"] {
            let wanted = key == "color_range" ? "tv" : "bt709"
            if stream?[key]?.string != wanted {
                found.append(
                    "The H.264 stream's own \(key) is \(stream?[key]?.string ?? "missing"), not \(wanted).")
            }
        }
        return found
    }
}
