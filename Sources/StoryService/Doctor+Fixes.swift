internal import Libav

extension Doctor {
    /// Whether the FFmpeg on this machine has a fix.
    ///
    /// - Parameters:
    ///   - release: FFmpeg's release, as it reports it.
    ///   - codecMajor: the major version of libavcodec, which distributions put into their package names.
    static func finding(of fix: FFmpegFix, release: String, codecMajor: Int) -> Finding {
        let subject = "FFmpeg's fix of \(fix.name)"
        // A probe counts for more than a version number.
        let tried = fix.probe?()
        switch tried ?? fix.isIn(release: release) {
        case true?:
            return Finding(
                subject: subject, severity: .fine,
                detail: tried == nil ? "\(release) has it" : "a test shows that FFmpeg has it")
        case false?:
            return Finding(
                subject: subject, severity: .exposed,
                detail: "\(release) lacks it: \(fix.effect); workers are confined because of such holes",
                advice: remedy(for: fix, codecMajor))
        case nil:
            return Finding(
                subject: subject, severity: .advice, detail: "it is unknown whether \(release) has it",
                advice: remedy(for: fix, codecMajor))
        }
    }

    private static func remedy(for fix: FFmpegFix, _ codecMajor: Int) -> String {
        let package =
            if let version = fix.packages[codecMajor] {
                "Run apt upgrade libavcodec\(codecMajor); \(version) has it."
            } else if let newest = fix.packages.max(by: { $0.key < $1.key }) {
                "No known package of libavcodec\(codecMajor) has it; "
                    + "libavcodec\(newest.key) \(newest.value) does."
            } else {
                "No known package has it."
            }
        return "\(package) FFmpeg's own releases have it from \(fix.releaseNames) on."
    }

    /// The state of all known fixes on this machine.
    var fixes: [Finding] {
        let codec = FFmpegBuild.libraries.first { $0.name == "libavcodec" }
        return FFmpegFix.known.map {
            Self.finding(of: $0, release: FFmpegBuild.release, codecMajor: codec?.major ?? 0)
        }
    }
}
