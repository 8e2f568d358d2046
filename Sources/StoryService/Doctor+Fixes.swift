internal import Libav

extension Doctor {
    /// Whether the FFmpeg that runs here has a fix.
    ///
    /// - Parameters:
    ///   - release: as FFmpeg says it.
    ///   - codecMajor: the major version of libavcodec, by which distributions call their packages.
    static func finding(of fix: FFmpegFix, release: String, codecMajor: Int) -> Finding {
        let subject = "FFmpeg's fix of \(fix.name)"
        // What was tried counts for more than a number.
        let tried = fix.probe?()
        switch tried ?? fix.isIn(release: release) {
        case true?:
            return Finding(
                subject: subject, severity: .fine,
                detail: tried == nil ? "\(release) has it" : "it is there, as trying it shows")
        case false?:
            return Finding(
                subject: subject, severity: .exposed,
                detail: "\(release) lacks it: \(fix.effect); workers are confined because of such",
                remedy: remedy(for: fix, codecMajor))
        case nil:
            return Finding(
                subject: subject, severity: .advice, detail: "whether \(release) has it cannot be told",
                remedy: remedy(for: fix, codecMajor))
        }
    }

    private static func remedy(for fix: FFmpegFix, _ codecMajor: Int) -> String {
        let package =
            if let version = fix.packages[codecMajor] {
                "apt upgrade libavcodec\(codecMajor): \(version) has it."
            } else if let newest = fix.packages.max(by: { $0.key < $1.key }) {
                "No package of libavcodec\(codecMajor) is known to have it; "
                    + "libavcodec\(newest.key) \(newest.value) has."
            } else {
                "No package is known to have it."
            }
        return "\(package) Of FFmpeg's own releases, \(fix.releaseNames) and later ones have it."
    }

    /// All known fixes, as they are here.
    var fixes: [Finding] {
        let codec = FFmpegBuild.libraries.first { $0.name == "libavcodec" }
        return FFmpegFix.known.map {
            Self.finding(of: $0, release: FFmpegBuild.release, codecMajor: codec?.major ?? 0)
        }
    }
}
