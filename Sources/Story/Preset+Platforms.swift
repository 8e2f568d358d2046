extension Preset {
    /// Every preset that the program knows by itself, the default first: the files of `Presets/`.
    public static let all: [Preset] = [
        PackageResources.story_json, PackageResources.story_60_json, PackageResources.tiktok_story_json,
        PackageResources.instagram_story_json, PackageResources.facebook_story_json,
        PackageResources.snapchat_json, PackageResources.youtube_short_json,
        PackageResources.whatsapp_status_json, PackageResources.threads_json,
    ].map(Preset.init(embedded:))

    /// The preset with that name; nil if no preset has it.
    public static func named(_ name: String) -> Preset? {
        all.first { $0.name == name }
    }

    /// What any of the platforms takes.
    public static let story = all[0]

    /// The program's own files are part of it: a wrong one is found by the first test that runs.
    private init(embedded bytes: [UInt8]) {
        do {
            try self.init(json: bytes)
        } catch {
            preconditionFailure("a preset of the program's own: \(error)")
        }
    }
}
