internal import Probing
internal import Story
internal import Transcoding

extension IngestRequest: Codable {
    private enum Key: String, CodingKey {
        case input, storyFile, story, notes, baseDirectory, outputDirectory, outputRoot, outputName, split,
            splitAt, isDraft, overwrites, root, limits
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(input, forKey: .input)
        try container.encodeIfPresent(storyFile, forKey: .storyFile)
        try container.encode(story.canonicalJSON, forKey: .story)
        if !notes.isEmpty { try container.encode(notes, forKey: .notes) }
        try container.encode(baseDirectory, forKey: .baseDirectory)
        try container.encodeIfPresent(outputDirectory, forKey: .outputDirectory)
        try container.encodeIfPresent(outputRoot, forKey: .outputRoot)
        try container.encodeIfPresent(outputName, forKey: .outputName)
        try container.encode(split, forKey: .split)
        if splitAt != .limit { try container.encode(splitAt, forKey: .splitAt) }
        if isDraft { try container.encode(isDraft, forKey: .isDraft) }
        try container.encode(overwrites, forKey: .overwrites)
        try container.encodeIfPresent(root, forKey: .root)
        // The program's own limits are left out: they may be different by the time the work is done.
        if limits != Limits() { try container.encode(limits, forKey: .limits) }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        // The story reader is strict: it returns what was sent, or throws.
        let story = try StoryDocument(json: Array(try container.decode(String.self, forKey: .story).utf8))
        self.init(
            input: try container.decode(String.self, forKey: .input),
            storyFile: try container.decodeIfPresent(String.self, forKey: .storyFile), story: story,
            notes: try container.decodeIfPresent([String].self, forKey: .notes) ?? [],
            baseDirectory: try container.decode(String.self, forKey: .baseDirectory),
            outputDirectory: try container.decodeIfPresent(String.self, forKey: .outputDirectory),
            outputRoot: try container.decodeIfPresent(String.self, forKey: .outputRoot),
            outputName: try container.decodeIfPresent(String.self, forKey: .outputName),
            split: try container.decode(Bool.self, forKey: .split),
            splitAt: try container.decodeIfPresent(SplitPreference.self, forKey: .splitAt) ?? .limit,
            isDraft: try container.decodeIfPresent(Bool.self, forKey: .isDraft) ?? false,
            overwrites: try container.decode(Bool.self, forKey: .overwrites),
            root: try container.decodeIfPresent(String.self, forKey: .root),
            limits: try container.decodeIfPresent(Limits.self, forKey: .limits) ?? Limits())
    }
}
