extension Preset {
    /// Every built-in preset, the default first: the files of `Presets/`.
    public static let all: [Preset] = [
        PackageResources.story_json, PackageResources.story_60_json, PackageResources.tiktok_story_json,
        PackageResources.instagram_story_json, PackageResources.facebook_story_json,
        PackageResources.snapchat_json, PackageResources.youtube_short_json,
        PackageResources.whatsapp_status_json, PackageResources.threads_json,
    ].map(Preset.init(embedded:))

    /// The built-in preset with this name; nil if no preset has it.
    public static func named(_ name: String) -> Preset? {
        all.first { $0.name == name }
    }

    /// The default preset, whose files every platform accepts.
    public static let story = all[0]

    /// Traps if the file is invalid. The files are part of the program, so the first test that runs finds a mistake.
    private init(embedded bytes: [UInt8]) {
        do {
            try self.init(json: bytes)
        } catch {
            preconditionFailure("a preset of the program's own: \(error)")
        }
    }
}
