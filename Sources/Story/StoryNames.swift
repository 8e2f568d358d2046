/// What a story may call by a name of its own or of its brand.
struct StoryNames {
    var colors: [String: Color] = [:]
    var logo: String?
    var styles: [String: TextStyle] = [:]

    init() {}

    init(_ kit: BrandKit) {
        (colors, logo, styles) = (kit.colors, kit.logo, kit.styles)
    }
}
