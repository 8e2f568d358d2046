/// What every text that is drawn must keep to.
enum TextRules {
    static let allowed = "1 to \(StoryLimits.textScalars) code points that are not all blank"

    /// Something that is not blank, and no control characters but tabs and what ends lines.
    static let pattern =
        #"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*[^\s\u0085\u0000-\u001f\u007f-\u009f][^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"#

    /// Something that is not blank, on one line.
    static let linePattern =
        #"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*[^\s\u0000-\u001f\u007f-\u009f][^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$"#

    /// The text with a line feed at the end of each line, where web forms (HTML, 4.10.22.7) and Windows write a
    /// carriage return before it, and old Macs one alone.
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

    /// Notes where a text is blank or too long.
    static func checkLength(_ text: String, path: String, problems: ProblemList) {
        func note(_ rule: StoryProblem.Rule, _ found: String, _ allowed: String) {
            problems.add(StoryProblem(path: path, rule: rule, found: found, allowed: allowed))
        }
        let scalars = text.unicodeScalars
        if scalars.count > StoryLimits.textScalars {
            note(.outOfRange, "\(scalars.count) code points", allowed)
        } else if scalars.allSatisfy(\.properties.isWhitespace) {
            note(.badValue, "blank text", allowed)
        }
    }

    /// Notes what cannot be seen and does something else.
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
    /// The code point as Unicode writes it, such as `U+1F600`.
    public var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
