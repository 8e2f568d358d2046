internal import Story

extension TextLayout {
    /// The replacements for fonts that are not installed.
    ///
    /// - Parameter path: the overlay's JSONPath.
    func substitutions(path: String) -> [Substitution] {
        var fonts = [("font", overlay.style.font)]
        if case .runs(let runs) = overlay.content {
            fonts += runs.enumerated().filter { $1.font.isOtherFont }.map { index, run in
                ("runs[\(index)].font", run.font.applied(to: overlay.style.font))
            }
        }
        let missing = fonts.compactMap { place, font in
            rasteriser.substitute(for: font).map {
                Substitution(
                    .font, path: "\(path).\(place).family", reason: "\"\(font.family)\" is not installed",
                    taken: "\"\($0)\" is taken",
                    alternatives: rasteriser.families(near: font.family).map { "\"\($0)\"" })
            }
        }
        return missing + fonts.flatMap { place, font in axes(of: font, path: "\(path).\(place).axes") }
    }

    /// The replacements for places on axes that one of the story's own fonts does not have.
    private func axes(of font: TextStyle.Font, path: String) -> [Substitution] {
        guard let face = rasteriser.fonts?.choice(for: font)?.face else { return [] }
        return font.axes.sorted { $0.key < $1.key }.compactMap { tag, value in
            face.fault(of: value, on: tag).map {
                Substitution(.axis, path: "\(path).\(tag)", reason: $0.reason, taken: $0.taken)
            }
        }
    }

    /// The replacements for letters that the font lacks, and for emoji that no font has as a single picture.
    func substitutions(
        lacking: [ShapedText.LackingFont], dividedEmoji: [Character], path: String
    ) -> [Substitution] {
        lacking.map { Substitution($0, path: "\(path).\(member)") }
            + dividedEmoji.map { Substitution(divided: $0, path: "\(path).\(member)") }
    }

    /// The reasons why a text cannot be drawn.
    func problems(_ text: ShapedText, path: String) -> [StoryProblem] {
        problems(missing: text.missing, width: text.width, height: text.height, path: path)
    }

    /// The reasons why letters cannot be drawn, or not at their size.
    ///
    /// - Parameters:
    ///   - missing: the characters that no installed font has.
    ///   - width: the drawing's width, in pixels.
    ///   - height: the drawing's height, in pixels.
    ///   - path: the overlay's JSONPath.
    func problems(
        missing: [Unicode.Scalar], width: Double, height: Double, path: String
    ) -> [StoryProblem] {
        let content = "\(path).\(member)"
        if !missing.isEmpty {
            return [
                StoryProblem(
                    path: content, rule: .missingGlyph,
                    found: missing.map(\.codePoint).joined(separator: ", ") + ", which no installed font has",
                    allowed: FontPackage.remedy(for: missing))
            ]
        }
        let size = "a text of \(Int(width)) × \(Int(height)) pixels"
        if height > heightLimit {
            let smallest = overlay.fit == .shrink ? " at its smallest size" : ""
            return [
                StoryProblem(
                    path: overlay.maxHeight == nil ? content : "\(path).maxHeight", rule: .outOfRange,
                    found: size + smallest,
                    allowed: "at most \(Int(heightLimit)) pixels high; use fewer words or more room"
                        + (overlay.fit == .shrink ? "" : ", or \"fit\": \"shrink\""))
            ]
        }
        let shown = overlay.placement.restingScale
        let limit = Double(CompositingLimits.layerSides * max(canvasWidth, canvasHeight))
        guard height * shown > limit || width * shown > limit else { return [] }
        return [
            StoryProblem(
                path: content, rule: .outOfRange,
                found: "a text of \(Int(width * shown)) × \(Int(height * shown)) pixels",
                allowed: "at most \(Int(limit)) pixels; use fewer words, a smaller font or a larger width")
        ]
    }

    /// The overlay's member that contains the text.
    private var member: String {
        switch overlay.content {
        case .text: "text"
        case .runs: "runs"
        case .words: overlay.subtitles == nil ? "words" : "subtitles"
        case .subtitles: "subtitles"
        }
    }
}

extension TextRun.FontChange {
    /// Whether the part may be drawn in another font than the text.
    fileprivate var isOtherFont: Bool { family != nil || src != nil || axes != nil }
}
