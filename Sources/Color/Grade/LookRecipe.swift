internal import Story

/// The colour operations and the vignette of a look.
struct LookRecipe {
    /// Operations on colours, in order.
    var operations: [ColorOperation]
    /// How much darker the corners are; see ``Story/PictureEffects/vignette``.
    var vignette = 0.0

    fileprivate init(_ operations: ColorOperation..., vignette: Double = 0) {
        self.operations = operations
        self.vignette = vignette
    }
}

extension ColorOperation {
    /// A layer whose colour is written as `0xRRGGBB`.
    fileprivate static func layer(
        _ hex: Int, _ mode: BlendMode, _ opacity: Double = 1
    ) -> ColorOperation {
        .layer(color(hex), opacity: opacity, mode)
    }

    fileprivate static func color(_ hex: Int) -> SIMD3<Double> {
        SIMD3(Double(hex >> 16 & 255), Double(hex >> 8 & 255), Double(hex & 255)) / 255
    }
}

extension LookRecipe {
    /// Most figures come from CSSgram (github.com/una/CSSgram, `source/css/cssgram.css`), which approximates well-known
    /// filters with CSS; the comments say which. Layers come before the filter functions, because a browser applies
    /// these to the element with its layers. In place of CSSgram's radial gradients, a layer has the gradient's middle
    /// colour, and a vignette darkens the outside.
    init(_ look: Look) {
        self =
            switch look {
            // Lark
            case .airy:
                LookRecipe(
                    .layer(0x22253f, .colorDodge), .layer(0xf2f2f2, .darken, 0.8), .contrast(0.9))
            // 1977
            case .blush:
                LookRecipe(
                    .layer(0xf36abc, .screen, 0.3), .contrast(1.1), .brightness(1.1), .saturate(1.3))
            // X-Pro II
            case .cross: LookRecipe(.layer(0xe6e7e0, .colorBurn), .sepia(0.3), vignette: 0.45)
            // Hudson
            case .dusk:
                LookRecipe(
                    .layer(0xa6b1ff, .multiply, 0.5), .brightness(1.2), .contrast(0.9), .saturate(1.1),
                    vignette: 0.25)
            // Kelvin, with a layer that does not turn near-whites pink.
            case .ember: LookRecipe(.layer(0x382f2c, .colorDodge), .layer(0xb77d21, .overlay))
            // Reyes
            case .faded:
                LookRecipe(
                    .layer(0xefcdad, .softLight, 0.5), .sepia(0.22), .brightness(1.1), .contrast(0.85),
                    .saturate(0.75))
            // Earlybird
            case .golden:
                LookRecipe(.layer(0xd0ba8e, .overlay), .contrast(0.9), .sepia(0.2), vignette: 0.6)
            // Slumber
            case .haze:
                LookRecipe(
                    .layer(0x45290c, .lighten, 0.4), .layer(0x7d6918, .softLight, 0.5),
                    .saturate(0.66), .brightness(1.05))
            // Inkwell
            case .ink: LookRecipe(.sepia(0.3), .contrast(1.1), .brightness(1.1), .grayscale(1))
            // Walden
            case .lagoon:
                LookRecipe(
                    .layer(0x0044cc, .screen, 0.3), .brightness(1.1), .hueRotate(-10), .sepia(0.3),
                    .saturate(1.6))
            // Gingham, with its lavender layer after the hue rotation, which does not affect it.
            case .linen: LookRecipe(.hueRotate(-10), .layer(0xe9e3fa, .softLight), .brightness(1.05))
            // Brooklyn
            case .mint: LookRecipe(.layer(0xa8dfc1, .overlay, 0.4), .contrast(0.9), .brightness(1.1))
            // Moon
            case .moonlight:
                LookRecipe(
                    .layer(0xa0a0a0, .softLight), .layer(0x383838, .lighten), .grayscale(1),
                    .contrast(1.1), .brightness(1.1))
            // Aden, with the mean of its gradient from left to right.
            case .pastel:
                LookRecipe(
                    .layer(0x420a0e, .darken, 0.1), .hueRotate(-20), .contrast(0.9), .saturate(0.85),
                    .brightness(1.2))
            // Brannan
            case .plum: LookRecipe(.layer(0xa12cc7, .lighten, 0.31), .sepia(0.5), .contrast(1.4))
            // Lo-Fi
            case .punch: LookRecipe(.saturate(1.1), .contrast(1.5), vignette: 0.35)
            // Nashville
            case .retro:
                LookRecipe(
                    .layer(0xf7b099, .darken, 0.56), .layer(0x004696, .lighten, 0.4), .sepia(0.2),
                    .contrast(1.2), .brightness(1.05), .saturate(1.2))
            // Stinson
            case .soft:
                LookRecipe(
                    .layer(0xf09580, .softLight, 0.2), .contrast(0.75), .saturate(0.85),
                    .brightness(1.15))
            // Toaster
            case .toasted:
                LookRecipe(.layer(0x804e0f, .screen), .contrast(1.5), .brightness(0.9), vignette: 0.4)
            // Clarendon
            case .vivid: LookRecipe(.layer(0x7fbbe3, .overlay, 0.2), .contrast(1.2), .saturate(1.35))
            // Our own, like those below. Lowers white first: red has no headroom there, and the other channels would
            // make it yellow.
            case .warm:
                LookRecipe(
                    .contrast(0.92), .balance(SIMD3(1.06, 1.01, 0.94)), .layer(0x4a2410, .screen, 0.3),
                    .sepia(0.08))
            case .cinema:
                LookRecipe(
                    .split(shadows: SIMD3(-0.09, 0.015, 0.08), highlights: SIMD3(0.09, -0.015, -0.08)),
                    .contrast(1.15), .saturate(1.1), vignette: 0.2)
            case .duotone:
                LookRecipe(
                    .contrast(1.1),
                    .gradient(from: ColorOperation.color(0x1b1464), to: ColorOperation.color(0xffc48a)))
            case .noir: LookRecipe(.grayscale(1), .contrast(1.45), .brightness(0.95), vignette: 0.6)
            }
    }
}
