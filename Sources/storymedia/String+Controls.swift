extension String {
    /// The same text with a sign in the place of each character that would not be seen but do something.
    ///
    /// Names of uploads are other people's words: a control character in one could move the cursor, or
    /// make a line that nobody has written (C0 and C1, ECMA-48, 5.2 and 5.3); an embedding or override
    /// of direction could show it backwards (Unicode Standard Annex 9, 2.1 to 2.5).
    var withVisibleControls: String {
        guard unicodeScalars.contains(where: \.isHiddenControl) else { return self }
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars { text.append(scalar.isHiddenControl ? "\u{FFFD}" : scalar) }
        return String(text)
    }
}

extension Unicode.Scalar {
    fileprivate var isHiddenControl: Bool {
        switch value {
        case 0x202A...0x202E, 0x2066...0x2069: true
        default: properties.generalCategory == .control
        }
    }
}
