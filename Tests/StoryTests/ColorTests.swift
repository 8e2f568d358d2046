import Testing

@testable import Story

@Suite struct ColorTests {
    @Test("Three forms of hexadecimal colours are read")
    func forms() {
        #expect(Color(hex: "#1aF") == Color(red: 0x11, green: 0xaa, blue: 0xff))
        #expect(Color(hex: "#12aBfe") == Color(red: 0x12, green: 0xab, blue: 0xfe))
        #expect(Color(hex: "#12abfe80") == Color(red: 0x12, green: 0xab, blue: 0xfe, alpha: 0x80))
    }

    @Test(
        "Other texts are not colours",
        arguments: [
            "", "#", "#12", "#1234", "#12345", "#1234567", "#123456789", "123456", "#12345g", "red", "#１２３",
        ])
    func refused(text: String) {
        #expect(Color(hex: text) == nil)
    }

    @Test("A colour is written as it is read", arguments: ["#00ff0a", "#00ff0a7f"])
    func written(text: String) {
        #expect(Color(hex: text)?.hex == text)
    }
}
