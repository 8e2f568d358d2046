internal import Compositing
internal import Story

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Checks the rules for one overlay.
struct OverlayConformance {
    private let measure: OverlayMeasure
    private let path: String
    private let preset: Preset

    init(_ measure: OverlayMeasure, path: String, preset: Preset) {
        self.measure = measure
        self.path = path
        self.preset = preset
    }

    func check(_ list: inout FindingList) {
        checkCanvas(&list)
        checkSafeZone(&list)
        guard let text = measure.text else { return }
        checkCover(text, &list)
        checkContrast(text, &list)
        checkSize(text, &list)
        checkWords(text, &list)
        checkReadingTime(text, &list)
    }

    // MARK: Where it lies

    /// How far an overlay may extend beyond an edge, in pixels of the reference canvas: as much as rounding.
    private static let tolerance = 1.0

    /// Whether people must be able to read or tap every part of the overlay. Pictures and emoji may extend over the
    /// edge.
    private var hasMeaning: Bool {
        switch measure.region.kind {
        case .sticker, .emoji, .arrow: false
        default: true
        }
    }

    private func checkCanvas(_ list: inout FindingList) {
        let bounds = Bounds(measure.region)
        let out = bounds.excess(beyond: Insets())
        guard !out.isEmpty else { return }
        if bounds.isOutside {
            list.add(
                "overlay.canvas", .warning, at: path, found: "\(name) lies entirely outside the canvas",
                limit: "on the canvas", remedy: "Move it, or leave it out.", source: StoryConformance.ours)
        } else if hasMeaning {
            list.add(
                "overlay.canvas", .warning, at: path,
                found: "\(name) extends beyond the canvas: \(Self.text(out))", limit: "on the canvas",
                remedy: "Move it, or make it smaller.", source: StoryConformance.ours)
        }
    }

    private func checkSafeZone(_ list: inout FindingList) {
        guard let zone = preset.safeZone, hasMeaning else { return }
        let bounds = Bounds(measure.region)
        let insets = Insets(zone)
        let over = bounds.excess(beyond: insets)
        guard !over.isEmpty, !bounds.isOutside else { return }
        list.add(
            "overlay.safe-zone", .warning, at: path,
            found: "\(name) extends under the platform's controls: \(Self.text(over))",
            limit: "\(zone.top) px clear at the top, \(zone.bottom) at the bottom, \(zone.left) at the left, "
                + "\(zone.right) at the right, of \(SafeZone.referenceWidth)×\(SafeZone.referenceHeight)",
            [Remedy(.keepClear)], source: zone.source)
    }

    private static func text(_ excess: [(side: String, pixels: Double)]) -> String {
        excess.map { "\(Int(saturating: $0.pixels.rounded(.up))) px at the \($0.side)" }.joined(
            separator: ", ")
    }

    private var name: String {
        guard let text = measure.text else { return "the \(measure.region.kind.rawValue)" }
        let words = text.words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count > 30 ? "\"\(words.prefix(29))…\"" : "\"\(words)\""
    }

    /// The widths of the strips along the canvas' edges to keep clear, in pixels of the reference canvas.
    private struct Insets {
        var top = 0.0
        var bottom = 0.0
        var left = 0.0
        var right = 0.0

        init() {}

        init(_ zone: SafeZone) {
            top = Double(zone.top)
            bottom = Double(zone.bottom)
            left = Double(zone.left)
            right = Double(zone.right)
        }
    }

    /// The smallest upright rectangle around an overlay at rest, in pixels of the reference canvas.
    private struct Bounds {
        private static let width = Double(SafeZone.referenceWidth)
        private static let height = Double(SafeZone.referenceHeight)
        let minX: Double
        let maxX: Double
        let minY: Double
        let maxY: Double

        init(_ region: HitRegion) {
            let (width, height) = (region.size.width * Self.width, region.size.height * Self.height)
            let radians = region.rotation * .pi / 180
            let across = (abs(cos(radians)) * width + abs(sin(radians)) * height) / 2
            let down = (abs(sin(radians)) * width + abs(cos(radians)) * height) / 2
            let (x, y) = (region.center.x * Self.width, region.center.y * Self.height)
            (minX, maxX, minY, maxY) = (x - across, x + across, y - down, y + down)
        }

        var isOutside: Bool { maxX <= 0 || minX >= Self.width || maxY <= 0 || minY >= Self.height }

        /// How far the rectangle extends into the insets or beyond the canvas, by side.
        func excess(beyond insets: Insets) -> [(side: String, pixels: Double)] {
            [
                ("top", insets.top - minY), ("bottom", maxY - Self.height + insets.bottom),
                ("left", insets.left - minX), ("right", maxX - Self.width + insets.right),
            ].filter { $0.1 > OverlayConformance.tolerance }
        }
    }

    // MARK: Whether it can be read

    /// The share of a text's letters that other overlays may cover. Allows a corner that touches a letter.
    private static let mostCovered = 0.05

    private func checkCover(_ text: OverlayMeasure.Text, _ list: inout FindingList) {
        guard let worst = text.letters.max(by: { $0.coveredShare < $1.coveredShare }),
            worst.coveredShare > Self.mostCovered
        else { return }
        list.add(
            "overlay.overlap", .warning, at: path,
            found:
                "at \(worst.time.inSeconds), other overlays lie over \(Self.percent(worst.coveredShare)) of the "
                + "letters of \(name)",
            limit: "at most \(Self.percent(Self.mostCovered))",
            remedy: "Move one of them, or put the text later in the list.", source: StoryConformance.ours)
    }

    private static func percent(_ share: Double) -> String { "\(Int(saturating: (share * 100).rounded())) %" }

    /// Pixels of a canvas 1080 wide per CSS pixel or iOS point: phones are 360 to 393 points wide.
    private static let pixelsOfPoint = 3.0
    /// The sizes from which WCAG calls text large: 18 pt (24 CSS pixels), or 14 pt (18.67 CSS pixels) in bold.
    private static let largeSize = 24 * pixelsOfPoint
    private static let largeBoldSize = 56.0

    private func checkContrast(_ text: OverlayMeasure.Text, _ list: inout FindingList) {
        let measured = text.letters.compactMap { letters in letters.ratio.map { (letters.time, $0) } }
        guard let (time, ratio) = measured.min(by: { $0.1 < $1.1 }) else { return }
        let isLarge =
            text.fontSize >= Self.largeSize || (text.weight >= 700 && text.fontSize >= Self.largeBoldSize)
        let least = isLarge ? 3.0 : 4.5
        guard ratio < least else { return }
        // Rounds down, because 2.96 is not 3.
        let shown = (ratio * 10).rounded(.down) / 10
        list.add(
            "text.contrast", .warning, at: path,
            found: "\(shown.toTenth):1 between \(name) and what is behind it, at \(time.inSeconds)",
            limit: "at least \(least.toTenth):1 for \(isLarge ? "large" : "small") text",
            remedy: "Give it a background, such as \"mode\": \"pill\", an outline, or another colour.",
            source: "WCAG 2.2, 1.4.3 Contrast (Minimum); nine tenths of the letters' edges must reach it")
    }

    /// Apple's smallest size, 11 pt, in pixels of a canvas 1080 wide.
    private static let smallestSize = 11 * pixelsOfPoint

    private func checkSize(_ text: OverlayMeasure.Text, _ list: inout FindingList) {
        // A shrunk text may miss its exact size by a little.
        guard text.fontSize < Self.smallestSize - 0.05 else { return }
        list.add(
            "text.size", .warning, at: path, found: "letters of \(text.fontSize.toTenth) px",
            limit: "at least \(Self.smallestSize.toTenth) px of a canvas 1080 wide",
            remedy: "Make it larger, or use fewer words.",
            source: "Apple Human Interface Guidelines, Typography: at least 11 pt on a phone, 3 px each")
    }

    private func checkWords(_ text: OverlayMeasure.Text, _ list: inout FindingList) {
        guard !text.brokenWords.isEmpty else { return }
        let words = text.brokenWords.prefix(3).map { "\"\($0.prefix(60))\"" }.joined(separator: ", ")
        let others = text.brokenWords.count > 3 ? " and \(text.brokenWords.count - 3) others" : ""
        list.add(
            "text.broken-word", .warning, at: path, found: "lines that end inside \(words)\(others)",
            limit: "words that are whole",
            remedy: "Make the text wider or its font smaller, or let it shrink with \"fit\": \"shrink\".",
            source: StoryConformance.ours)
    }

    /// The limits of Netflix's guide for subtitles: how fast people read, and the shortest time that a text is shown.
    private static let charactersPerSecond = 17.0
    private static let leastSeconds = 5.0 / 6

    private func checkReadingTime(_ text: OverlayMeasure.Text, _ list: inout FindingList) {
        // Captions are shown for as long as their words are spoken.
        guard !text.isSpoken else { return }
        let characters = text.words.split(whereSeparator: \.isNewline).joined(separator: " ").count
        let seconds = measure.region.end - measure.region.start
        let needed = max(Self.leastSeconds, Double(characters) / Self.charactersPerSecond)
        guard seconds < needed - 0.001 else { return }
        list.add(
            "text.reading-time", .warning, at: path,
            found: "\(characters) characters for \(seconds.inSeconds)",
            limit: "at least \(needed.inSeconds)", remedy: "Show it for longer, or use fewer words.",
            source:
                "Netflix, English Template Timed Text Style Guide: 17 characters a second, 5/6 s at least; "
                + "read 2026-11")
    }
}
