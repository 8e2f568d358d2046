internal import Libav

/// A hole in FFmpeg, and what has it closed.
///
/// Releases are those that FFmpeg's own `Changelog` names the change in, packages those of Debian's changelogs.
struct FFmpegFix: Sendable {
    /// What the hole is called.
    let name: String
    /// What a file can do by it.
    let effect: String
    /// The first release of each branch that has the fix, the oldest branch first.
    let releases: [[Int]]
    /// The first packages that have it, by the major version of libavcodec.
    let packages: [Int: String]
    /// Tries the fix out; nil where it cannot be tried, or the code is not there. Nil itself where only releases tell.
    var probe: (@Sendable () -> Bool?)?

    /// Whether a release has the fix.
    ///
    /// What is newer than every branch that is named has it, what is of another branch has not, as far as is known.
    ///
    /// - Parameter release: as FFmpeg says it, such as `5.1.9-0+deb12u1`.
    /// - Returns: nil where that is no number, as with what is built from the repository.
    func isIn(release: String) -> Bool? {
        let numbers = release.drop { $0 == "n" }.prefix { $0.isNumber || $0 == "." }.split(separator: ".")
            .compactMap { Int($0) }
        guard numbers.count > 1 else { return nil }
        if let floor = releases.first(where: { $0.prefix(2).elementsEqual(numbers.prefix(2)) }) {
            return !numbers.lexicographicallyPrecedes(floor)
        }
        return releases.last.map { !numbers.lexicographicallyPrecedes($0) }
    }

    /// The releases in words, such as `5.1.10, 6.1.6`.
    var releaseNames: String {
        releases.map { $0.map(String.init).joined(separator: ".") }.joined(separator: ", ")
    }
}

extension FFmpegFix {
    /// Those that files reach which storymedia takes, and those of which the whole world speaks.
    static let known = [
        FFmpegFix(
            name: "CVE-2026-8461",
            effect: "MagicYUV, a decoder that uploads do not reach, writes where it may not",
            releases: [[5, 1, 10], [6, 1, 6], [7, 1, 5], [8, 1, 2]],
            packages: [61: "7:7.1.5-0+deb13u1 of Debian 13"], probe: FixProbe.refusesMisalignedSlices),
        FFmpegFix(
            name: "CVE-2026-40962", effect: "an encrypted MP4 writes where it may not",
            releases: [[5, 1, 9], [7, 1, 4], [8, 1]],
            packages: [59: "7:5.1.9-0+deb12u1 of Debian 12", 61: "7:7.1.4-0+deb13u1 of Debian 13"]),
        FFmpegFix(
            name: "CVE-2025-1594", effect: "sound makes the AAC encoder write where it may not",
            releases: [[5, 1, 8], [7, 1, 2], [8, 1]],
            packages: [59: "7:5.1.8-0+deb12u1 of Debian 12", 61: "7:7.1.2-0+deb13u1 of Debian 13"]),
    ]
}
