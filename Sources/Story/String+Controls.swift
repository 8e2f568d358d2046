extension String {
    /// The text with a visible sign in place of each invisible control character.
    ///
    /// Names of uploads and replies from workers come from outside. A control character in them could move the cursor,
    /// or fake a line of this program's output (C0 and C1, ECMA-48, 5.2 and 5.3; the line and paragraph separators of
    /// Unicode). A bidirectional embedding, override or mark could show a text backwards (Unicode Standard Annex 9, 2.1
    /// to 2.6).
    package var withVisibleControls: String {
        guard unicodeScalars.contains(where: \.isHiddenControl) else { return self }
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars { text.append(scalar.isHiddenControl ? "\u{FFFD}" : scalar) }
        return String(text)
    }
}

extension Unicode.Scalar {
    fileprivate var isHiddenControl: Bool {
        switch value {
        case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C, 0x2028, 0x2029: true
        default: properties.generalCategory == .control
        }
    }
}
