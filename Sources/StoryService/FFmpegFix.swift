internal import Libav

/// A security hole in FFmpeg, and the versions that close it.
///
/// The releases come from FFmpeg's own `Changelog`, the packages from Debian's changelogs.
struct FFmpegFix: Sendable {
    /// The name of the hole.
    let name: String
    /// What a file can do through the hole.
    let effect: String
    /// The first release of each branch that has the fix, the oldest branch first.
    let releases: [[Int]]
    /// The first packages with the fix, by the major version of libavcodec.
    let packages: [Int: String]
    /// Tests for the fix; returns nil if this build cannot run the test or lacks the code. Nil itself if only the
    /// release number tells.
    var probe: (@Sendable () -> Bool?)?

    /// Whether a release has the fix.
    ///
    /// As far as is known, a release that is newer than every named branch has the fix, and one of an unnamed branch
    /// lacks it.
    ///
    /// - Parameter release: FFmpeg's release as it reports it, such as `5.1.9-0+deb12u1`.
    /// - Returns: nil if that is not a number, as in a build from the repository.
    func isIn(release: String) -> Bool? {
        let numbers = release.drop { $0 == "n" }.prefix { $0.isNumber || $0 == "." }.split(separator: ".")
            .compactMap { Int($0) }
        guard numbers.count > 1 else { return nil }
        if let floor = releases.first(where: { $0.prefix(2).elementsEqual(numbers.prefix(2)) }) {
            return !numbers.lexicographicallyPrecedes(floor)
        }
        return releases.last.map { !numbers.lexicographicallyPrecedes($0) }
    }

    /// The releases as text, such as `5.1.10, 6.1.6`.
    var releaseNames: String {
        releases.map { $0.map(String.init).joined(separator: ".") }.joined(separator: ", ")
    }
}

extension FFmpegFix {
    /// Holes that files can reach in storymedia, and holes that are widely discussed.
    static let known = [
        FFmpegFix(
            name: "CVE-2026-8461",
            effect: "MagicYUV, a decoder that uploads cannot reach, writes out of bounds",
            releases: [[5, 1, 10], [6, 1, 6], [7, 1, 5], [8, 1, 2]],
            packages: [61: "7:7.1.5-0+deb13u1 of Debian 13"], probe: FixProbe.refusesMisalignedSlices),
        FFmpegFix(
            name: "CVE-2026-40962", effect: "an encrypted MP4 causes an out-of-bounds write",
            releases: [[5, 1, 9], [7, 1, 4], [8, 1]],
            packages: [59: "7:5.1.9-0+deb12u1 of Debian 12", 61: "7:7.1.4-0+deb13u1 of Debian 13"]),
        FFmpegFix(
            name: "CVE-2025-1594", effect: "audio can make the AAC encoder write out of bounds",
            releases: [[5, 1, 8], [7, 1, 2], [8, 1]],
            packages: [59: "7:5.1.8-0+deb12u1 of Debian 12", 61: "7:7.1.2-0+deb13u1 of Debian 13"]),
    ]
}
