internal import Compositing
internal import Files
internal import Libav
internal import Pictures
public import Story
public import Workers

/// Examines whether this machine has everything that making stories needs.
public struct Doctor: Sendable {
    /// How serious a finding is.
    public enum Severity: String, Hashable, Sendable, Codable {
        case fine
        /// Stories can be made, but not all as well as they could be.
        case advice
        /// Stories can be made, but FFmpeg has a known security hole.
        case exposed
        /// No story can be made.
        case missing
    }

    /// The result of one check.
    public struct Finding: Hashable, Sendable {
        public var subject: String
        public var severity: Severity
        /// What was found.
        public var detail: String
        /// What to do about it, apart from ``remedies``; nil if they say all, or if there is nothing to do.
        public var advice: String?
        /// What can be done about it, as a choice.
        public var remedies: [Remedy] = []
    }

    private let outputDirectory: String
    private let host: any WorkerHost

    /// - Parameters:
    ///   - outputDirectory: the folder for the output.
    ///   - host: starts the workers that would read media.
    public init(outputDirectory: String = ".", host: any WorkerHost) {
        self.outputDirectory = outputDirectory
        self.host = host
    }

    /// Runs all checks. Takes about a second, since it tests fonts by drawing with them.
    public func examine() async -> [Finding] {
        libraries + fixes + [encoders, muxer, decoders, demuxers, pictures]
            + [await Self.confinement(host)] + fonts + [outputFolder]
    }

    private var libraries: [Finding] {
        FFmpegBuild.libraries.map { library in
            let isFine = library.isCompatible
            return Finding(
                subject: library.name, severity: isFine ? .fine : .missing,
                detail: "\(library.version), of FFmpeg \(FFmpegBuild.release)",
                advice: isFine
                    ? nil
                    : "storymedia was built for version \(library.compiledMajor); rebuild it on this machine."
            )
        }
    }

    private var encoders: Finding {
        component("encoders", ["libx264", "aac", "mjpeg"], FFmpegBuild.hasEncoder, .missing)
    }

    private var muxer: Finding { component("muxers", ["mp4"], FFmpegBuild.hasMuxer, .missing) }

    private var decoders: Finding {
        component("decoders", AllowedFormats.decoders.map(\.name), FFmpegBuild.hasDecoder, .advice)
    }

    private var demuxers: Finding {
        component("demuxers", AllowedFormats.demuxers.map(\.name), FFmpegBuild.hasDemuxer, .advice)
    }

    private var pictures: Finding {
        let missing = PictureFormat.allCases.filter { !$0.isSupported }.map(\.rawValue)
        return Finding(
            subject: "photo formats", severity: missing.isEmpty ? .fine : .advice,
            detail: missing.isEmpty
                ? "all \(PictureFormat.allCases.count) can be read"
                : "this FFmpeg cannot decode \(missing.joined(separator: ", "))",
            advice: missing.isEmpty ? nil : "install an FFmpeg with decoders for HEVC and AV1 (libdav1d)")
    }

    private func component(
        _ subject: String, _ names: [String], _ isThere: (String) -> Bool, _ severity: Severity
    ) -> Finding {
        let missing = names.filter { !isThere($0) }
        guard !missing.isEmpty else {
            return Finding(
                subject: subject, severity: .fine,
                detail: names.count == 1 ? "\(names[0]) is available" : "all \(names.count) are available")
        }
        return Finding(
            subject: subject, severity: severity, detail: "FFmpeg lacks \(missing.joined(separator: ", "))",
            advice: "apt install libavcodec-extra, or brew reinstall ffmpeg")
    }

    /// Texts that each need their own font, and the packages that provide it.
    private static let scripts: [(name: String, text: String, apt: String, brew: String)] = [
        ("Latin letters", "Aä", "fonts-inter", "font-inter"),
        ("colour emoji", "\u{1F389}", "fonts-noto-color-emoji", "font-noto-color-emoji"),
        ("Chinese, Japanese and Korean", "漢かな한글", "fonts-noto-cjk", "font-noto-sans-cjk"),
        ("Arabic", "مرحبا", "fonts-noto-core", "font-noto-sans-arabic"),
        ("Hebrew", "שלום", "fonts-noto-core", "font-noto-sans-hebrew"),
        ("Devanagari", "नमस्ते", "fonts-noto-core", "font-noto-sans-devanagari"),
        ("Thai", "สวัสดี", "fonts-noto-core", "font-noto-sans-thai"),
    ]

    private var fonts: [Finding] {
        let substitutions = try? layOut("A")
        let standard = Finding(
            subject: "standard font", severity: substitutions == [] ? .fine : .advice,
            detail: substitutions.map { $0.first ?? "\(TextStyle.Font().family) is available" }
                ?? "not found",
            advice: substitutions == [] ? nil : "apt install fonts-inter, or brew install --cask font-inter")
        return [standard, styleFonts, dictionaries]
            + Self.scripts.map { script in
                let isThere = (try? layOut(script.text)) != nil
                return Finding(
                    subject: "font for \(script.name)", severity: isThere ? .fine : .advice,
                    detail: isThere ? "available" : "not found",
                    advice: isThere
                        ? nil : "apt install \(script.apt), or brew install --cask \(script.brew)")
            }
    }

    /// The dictionaries that find words in scripts without spaces.
    private var dictionaries: Finding {
        let isThere = DictionaryWords.areThere
        return Finding(
            subject: "words of Thai, Lao, Burmese and Khmer", severity: isThere ? .fine : .advice,
            detail: isThere
                ? "all four dictionaries are available" : "ICU has no dictionary for some of them",
            advice: isThere ? nil : "apt install libicu-dev, or brew reinstall icu4c")
    }

    /// The fonts of the named text styles.
    private var styleFonts: Finding {
        let styles = NamedTextStyle.allCases.map { ($0.rawValue, $0.style) }
        let missing = styles.filter { (try? layOut("A", style: $0.1)) != [] }
        return Finding(
            subject: "fonts of text styles", severity: missing.isEmpty ? .fine : .advice,
            detail: missing.isEmpty
                ? "all are available"
                : "another font replaces "
                    + missing.map { "\($0.1.font.family) (\($0.0))" }.joined(separator: ", "),
            advice: missing.isEmpty ? nil : "Run scripts/setup, which installs them.")
    }

    /// Lays a text out and checks each glyph, exactly as an ingest does before it draws.
    ///
    /// - Returns: one sentence for each font that replaces a missing one.
    private func layOut(
        _ text: String, style: TextStyle = TextStyle()
    ) throws(CompositingError) -> [String] {
        let compositor = try Compositor(
            overlays: [.text(TextOverlay(text: text, style: style))], canvasWidth: 216, canvasHeight: 384,
            slideDuration: 1, baseDirectory: ".")
        return compositor.substitutions
    }

    private var outputFolder: Finding {
        let isWritable = FileSystem.isWritable(folder: outputDirectory)
        return Finding(
            subject: "output folder \(outputDirectory)", severity: isWritable ? .fine : .missing,
            detail: isWritable ? "is writable" : "is missing or not writable",
            remedies: isWritable
                ? [] : [.create, .changePermissions, .chooseOtherFolder].map { Remedy($0) })
    }
}
