/// Debian font packages to suggest for a text that no installed font can show.
enum FontPackage: String, CaseIterable {
    case emoji = "fonts-noto-color-emoji"
    case cjk = "fonts-noto-cjk"
    case core = "fonts-noto-core"

    /// The package with fonts for the character's Unicode block; nil if no package here covers it.
    ///
    /// The blocks are those of Unicode's `Blocks.txt`. The packages' scripts are from packages.debian.org, read
    /// 2026-11.
    init?(having scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x1f000...0x1faff: self = .emoji
        case 0x1100...0x11ff, 0x2e80...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff, 0xac00...0xd7af,
            0xf900...0xfaff, 0xff00...0xffef, 0x20000...0x323af:
            self = .cjk
        case 0x80...0xd7ff, 0xfb00...0xfdff, 0xfe70...0xfeff, 0x10000...0x1efff: self = .core
        default: return nil
        }
    }

    /// What to do about characters that no installed font has.
    static func remedy(for missing: [Unicode.Scalar]) -> String {
        let packages = allCases.filter { package in missing.contains { FontPackage(having: $0) == package } }
        let names = packages.map(\.rawValue).joined(separator: " ")
        return "other characters, or install a font that has them"
            + (names.isEmpty ? "" : ", such as a current release of Debian's \(names)")
    }
}
