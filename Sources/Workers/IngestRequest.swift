internal import Files
public import Probing
public import Story
public import Transcoding

/// A request to make a story of one or more slides from one input.
public struct IngestRequest: Hashable, Sendable {
    /// The clip or photo of the first slide, as the user named it. It is only read, and must not
    /// change until the run ends.
    public var input: String
    /// What to make of it. The first slide's media is ``input``, whatever the story says.
    public var story: StoryDocument
    /// What of the story was taken otherwise than it was written, in sentences.
    public var notes: [String]
    /// The folder from which the story's other media, its stickers and its music are found.
    public var baseDirectory: String
    /// Where the output appears; made where it is missing. Nil for the input's folder.
    public var outputDirectory: String?
    /// A folder that ``outputDirectory`` is or lies in, and below which no symbolic link leads to it: others may make
    /// folders there. Nil where the caller has chosen the output's folder.
    public var outputRoot: String?
    /// What the output's files are called, without extensions. Nil for what the input is called.
    public var outputName: String?
    /// Whether what does not fit into one slide goes into further ones.
    public var split: Bool
    /// Where it is divided then.
    public var splitAt: SplitPreference
    /// Whether to make it small and fast, for a look at it; under a name of its own.
    public var isDraft: Bool
    /// Whether output of an earlier run may be replaced.
    public var overwrites: Bool
    /// The folder in which everything must lie that is read, and no link leads out of it; nil if
    /// the caller may name any file.
    public var root: String?
    /// How large the media may be.
    public var limits: Limits

    public init(
        input: String, story: StoryDocument, notes: [String] = [], baseDirectory: String = ".",
        outputDirectory: String? = nil, outputRoot: String? = nil, outputName: String? = nil,
        split: Bool = false,
        splitAt: SplitPreference = .limit, isDraft: Bool = false, overwrites: Bool = false,
        root: String? = nil,
        limits: Limits = Limits()
    ) {
        self.input = input
        self.story = story
        self.notes = notes
        self.baseDirectory = baseDirectory
        self.outputDirectory = outputDirectory
        self.outputRoot = outputRoot
        self.outputName = outputName
        self.split = split
        self.splitAt = splitAt
        self.isDraft = isDraft
        self.overwrites = overwrites
        self.root = root
        self.limits = limits
    }

    /// What the output is like.
    var preset: Preset { isDraft ? story.preset.draft : story.preset }

    /// Where the media of all slides are, in their order.
    package var mediaPaths: [String] {
        story.slides.enumerated().map { index, slide in
            if index == 0 { return input }
            // A story that was read from a document names them all.
            return Path.resolve(slide.media.src ?? input, in: baseDirectory)
        }
    }

    /// Where the story's files beside the media are, as the story names them and where that is.
    package var additions: [(src: String, path: String)] {
        story.files.filter { !$0.isMedium }.map { ($0.src, OverlayFile.path(of: $0.src, in: baseDirectory)) }
    }
}
