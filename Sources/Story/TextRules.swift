/// The rules for every text that is drawn.
enum TextRules {
    static let allowed = "1 to \(StoryLimits.textScalars) code points, at least one of which is visible"

    /// The scalars below U+10000 that are not whitespace but draw nothing, for a character class of a regular
    /// expression. See ``Unicode/Scalar/isInvisible``.
    private static let invisible =
        #"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"#
        + #"\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"#

    /// At least one visible character, and no control characters except tabs and line ends.
    static let pattern =
        #"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*[^\s\u0085\u0000-\u001f\u007f-\u009f"#
        + invisible + #"][^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"#

    /// At least one visible character, all on one line.
    static let linePattern =
        #"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*[^\s\u0000-\u001f\u007f-\u009f"# + invisible
        + #"][^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$"#

    /// Makes every line end a line feed. Web forms (HTML, 4.10.22.7) and Windows write a carriage return before it, and
    /// old Macs write a carriage return alone.
    static func withLineFeeds(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\r")) else { return text }
        var scalars = String.UnicodeScalarView()
        var isBehindReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\r" {
                scalars.append("\n")
            } else if scalar != "\n" || !isBehindReturn {
                scalars.append(scalar)
            }
            isBehindReturn = scalar == "\r"
        }
        return String(scalars)
    }

    /// Notes what is wrong with `text`, which was found at `path`.
    static func check(_ text: String, path: String, problems: ProblemList) {
        checkLength(text, path: path, problems: problems)
        checkControls(text, path: path, problems: problems)
    }

    /// A description of a text without visible characters; nil if it has one.
    static func blankness(_ text: String) -> String? {
        let scalars = text.unicodeScalars
        guard scalars.allSatisfy(\.isInvisible) else { return nil }
        guard let sign = scalars.first(where: { !$0.properties.isWhitespace }) else { return "blank text" }
        return "a text of \(sign.codePoint) and similar characters, which draw nothing"
    }

    /// Notes a text that is too long or has no visible character.
    static func checkLength(_ text: String, path: String, problems: ProblemList) {
        func note(_ rule: StoryProblem.Rule, _ found: String, _ allowed: String) {
            problems.add(StoryProblem(path: path, rule: rule, found: found, allowed: allowed))
        }
        let scalars = text.unicodeScalars
        if scalars.count > StoryLimits.textScalars {
            note(.outOfRange, "\(scalars.count) code points", allowed)
        } else if let found = blankness(text) {
            note(.badValue, found, allowed)
        }
    }

    /// Notes control characters other than tabs and line ends.
    static func checkControls(_ text: String, path: String, problems: ProblemList) {
        let control = text.unicodeScalars.first {
            $0.properties.generalCategory == .control && !["\n", "\r", "\t"].contains($0)
        }
        if let control {
            problems.add(
                StoryProblem(
                    path: path, rule: .badValue, found: "the control character \(control.codePoint)",
                    allowed: "text, line ends and tabs"))
        }
    }
}

extension Unicode.Scalar {
    /// Whether the scalar by itself draws nothing in any font: whitespace, scalars that only join, divide or reorder
    /// other characters (`Default_Ignorable_Code_Point` of Unicode's `DerivedCoreProperties.txt`), and the blank
    /// Braille pattern.
    package var isInvisible: Bool {
        properties.isWhitespace || properties.isDefaultIgnorableCodePoint || value == 0x2800
    }

    /// The code point in Unicode notation, such as `U+1F600`.
    public var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
