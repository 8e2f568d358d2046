import Story
import Testing

@testable import Color

/// Checks that each look treats greys as its summary says: a white wall, a shirt and a shadow show a cast first.
@Suite struct LookRecipeTests {
    typealias RGB = SIMD3<Double>

    /// A ramp of greys, in 8-bit codes.
    private static let greys = [0.0, 16, 30, 64, 96, 128, 160, 180, 200, 220, 245, 255]
    private static let shadows = 0...3
    private static let lights = 7...10

    private static func apply(_ look: Look, to colors: [RGB]) -> [RGB] {
        var colors = colors.map { $0 / 255 }
        for operation in LookRecipe(look).operations { operation.apply(to: &colors) }
        return colors.map { $0 * 255 }
    }

    private static func ramp(_ look: Look) -> [RGB] { apply(look, to: greys.map { RGB(repeating: $0) }) }

    /// Whether the channels are in the order of a warm colour, within an invisible tolerance.
    private static func isWarm(_ color: RGB) -> Bool { color.x >= color.y - 1 && color.y >= color.z - 1 }

    private static func isCool(_ color: RGB) -> Bool { color.z >= color.y - 1 && color.y >= color.x - 1 }

    /// Red is the lightest channel, then blue, then green.
    private static func isPink(_ color: RGB) -> Bool { color.x >= color.z - 1 && color.z >= color.y - 1 }

    private static func isLavender(_ color: RGB) -> Bool { color.z >= color.x - 1 && color.x >= color.y - 1 }

    private static func isGrey(_ color: RGB) -> Bool { color.max() - color.min() < 1 }

    private static func luma(_ color: RGB) -> Double { ColorOperation.luma(color) }

    @Test(
        "Warm looks turn no grey green, blue or violet",
        arguments: [
            Look.warm, .golden, .ember, .haze, .faded, .toasted, .soft,
        ])
    func warms(look: Look) {
        for color in Self.ramp(look) { #expect(Self.isWarm(color), "\(color)") }
    }

    @Test("Cool looks turn no grey green, yellow or violet", arguments: [Look.airy, .dusk, .vivid])
    func cools(look: Look) {
        for color in Self.ramp(look) { #expect(Self.isCool(color), "\(color)") }
    }

    @Test("Pink looks turn greys pink", arguments: [Look.blush, .pastel])
    func turnsPink(look: Look) {
        for color in Self.ramp(look) { #expect(Self.isPink(color), "\(color)") }
    }

    @Test("The touch of lavender is blue and red, not cyan")
    func touchesLavender() {
        let ramp = Self.ramp(.linen)
        for color in ramp { #expect(Self.isLavender(color), "\(color)") }
        #expect(ramp[5].z - ramp[5].y > 4 && ramp[5].x - ramp[5].y > 1)
    }

    @Test("The greenish look tints greys green, but only slightly")
    func turnsGreen() {
        for color in Self.ramp(.mint) {
            #expect(color.y >= color.max() - 1 && color.y - color.min() < 25, "\(color)")
        }
    }

    @Test("Black-and-white looks leave no colour", arguments: [Look.ink, .moonlight, .noir])
    func drainsColors(look: Look) {
        let colors: [RGB] = [
            [224, 172, 140], [120, 78, 58], [120, 170, 225], [80, 130, 60], [220, 30, 40],
        ]
        for color in Self.ramp(look) + Self.apply(look, to: colors) {
            #expect(Self.isGrey(color), "\(color)")
        }
    }

    @Test("A look without a tint in its summary keeps greys grey")
    func staysNeutral() {
        for color in Self.ramp(.punch) { #expect(Self.isGrey(color), "\(color)") }
    }

    @Test("Burnt colours turn light greys brown, and keep dark ones nearly black")
    func burns() {
        let ramp = Self.ramp(.cross)
        for color in ramp.dropFirst(3) { #expect(Self.isWarm(color), "\(color)") }
        for color in ramp.prefix(3) { #expect(color.max() < 10, "\(color)") }
    }

    @Test(
        "Two-tone looks are cool in the shadows and warm in the highlights",
        arguments: [
            Look.cinema, .lagoon, .retro,
        ])
    func splits(look: Look) {
        let ramp = Self.ramp(look)
        for index in Self.shadows { #expect(Self.isCool(ramp[index]), "\(ramp[index])") }
        for index in Self.lights { #expect(Self.isWarm(ramp[index]), "\(ramp[index])") }
    }

    @Test("The cinema look keeps middle grey between its teal and its orange, and makes skin more orange")
    func staysNeutralBetween() {
        #expect(Self.isGrey(Self.ramp(.cinema)[5]))
        let skin = Self.apply(.cinema, to: [[224, 172, 140]])[0]
        #expect(skin.x - skin.z > 224 - 140 + 20)
    }

    @Test("The plum look has violet shadows without green, and brown highlights")
    func turnsBrownOverViolet() {
        let ramp = Self.ramp(.plum)
        for index in Self.shadows { #expect(Self.isPink(ramp[index]), "\(ramp[index])") }
        for index in Self.lights { #expect(Self.isWarm(ramp[index]), "\(ramp[index])") }
    }

    @Test("Duotone colours lie on the line from deep blue to apricot")
    func mixesTwo() {
        let (dark, light): (RGB, RGB) = ([27, 20, 100], [255, 196, 138])
        for color in Self.apply(.duotone, to: [[224, 172, 140], [120, 170, 225], [80, 130, 60]]) {
            let share = (color.x - dark.x) / (light.x - dark.x)
            let expected = dark + (light - dark) * share
            #expect((color - expected).max() < 1.5 && (expected - color).max() < 1.5, "\(color)")
        }
    }

    @Test("No look reverses the order of tones", arguments: Look.allCases)
    func keepsOrder(look: Look) {
        let ramp = Self.ramp(look).map(Self.luma)
        for (darker, lighter) in zip(ramp, ramp.dropFirst()) { #expect(lighter >= darker - 0.5) }
    }

    @Test(
        "A look whose summary says contrast spreads the mid-tones, and one that says little contrast does not",
        arguments: Look.allCases)
    func spreadsMiddle(look: Look) {
        let ramp = Self.ramp(look).map(Self.luma)
        let spread = ramp[6] - ramp[4]
        let words = look.summary
        if words.contains("little contrast") || words.contains("low in contrast") {
            #expect(spread < 64)
        } else if words.contains("ontrast") {
            #expect(spread > 64)
        }
    }

    @Test("A look whose summary says bright makes middle grey brighter", arguments: Look.allCases)
    func brightens(look: Look) {
        if look.summary.contains("right") { #expect(Self.luma(Self.ramp(look)[5]) > 128) }
    }

    @Test("The warm look turns white ivory: more red than green, more green than blue, and light")
    func warmsWhite() {
        let white = Self.apply(.warm, to: [RGB(repeating: 255)])[0]
        #expect(white.x - white.y > 2 && white.y - white.z > 10 && white.z > 220, "\(white)")
    }

    @Test("The warm look makes light and dark skin warmer and no paler")
    func warmsSkin() {
        for skin in [[224, 172, 140], [198, 134, 100], [120, 78, 58]] as [RGB] {
            let warmed = Self.apply(.warm, to: [skin])[0]
            #expect(warmed.x - warmed.z >= skin.x - skin.z)
            #expect(warmed.x >= skin.x && Self.isWarm(warmed))
        }
    }
}
