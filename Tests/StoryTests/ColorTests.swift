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
        "Other texts are no colours",
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

@Suite struct PresetTests {
    @Test("Every preset has a name of its own, even sides and a source")
    func wellFormed() {
        #expect(Set(Preset.all.map(\.name)).count == Preset.all.count)
        for preset in Preset.all {
            #expect(preset.width % 2 == 0 && preset.height % 2 == 0)
            #expect(preset.source.contains("20"), "a source is dated: \(preset.name)")
            #expect(Preset.named(preset.name) == preset)
        }
        #expect(Preset.named("myspace") == nil)
    }

    @Test("A slide of the longest duration at the highest rate keeps to the size that the platform takes")
    func sizes() throws {
        let limits = [
            "instagram-story": 100e6, "whatsapp-status": 16e6, "tiktok-story": 15e6, "threads": 1e9,
        ]
        for (name, limit) in limits {
            let preset = try #require(Preset.named(name))
            let rate = Double(preset.maximumVideoBitRate + preset.audioBitRate)
            #expect(rate * preset.maximumSeconds / 8 < limit)
        }
    }
}
