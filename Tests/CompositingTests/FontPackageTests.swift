import Testing

@testable import Compositing

@Suite struct FontPackageTests {
    @Test(
        "For missing characters, the message names the package that has them",
        arguments: [
            ("漢", "fonts-noto-cjk"), ("한", "fonts-noto-cjk"), ("🎉", "fonts-noto-color-emoji"),
            ("ש", "fonts-noto-core"), ("ก", "fonts-noto-core"),
            ("漢🎉", "fonts-noto-color-emoji fonts-noto-cjk"),
        ])
    func namesPackage(text: String, packages: String) {
        let remedy = FontPackage.remedy(for: Array(text.unicodeScalars))
        #expect(remedy.hasSuffix("Debian's \(packages)"), "\(remedy)")
    }

    @Test("No package is named for private-use characters")
    func namesNone() {
        #expect(!FontPackage.remedy(for: ["\u{10FFFD}", "\u{E000}"]).contains("Debian"))
    }
}
