internal import Files
public import Probing
public import Story
public import Transcoding

/// A request to make a story of one or more slides from one input.
public struct IngestRequest: Hashable, Sendable {
    /// The clip or photo of the first slide, as the user named it, or the story's file if that slide has no media. It
    /// is only read, and must not change until the run ends.
    public var input: String
    /// The story's file, after which the output is named; nil if it is named after ``input``.
    public var storyFile: String?
    /// What to make of it. The first slide's media is ``input``, whatever the story says.
    public var story: StoryDocument
    /// Sentences about what was read from the story differently from how it was written.
    public var notes: [String]
    /// The folder to which the names of the story's other media, stickers and music are relative.
    public var baseDirectory: String
    /// Where the output appears; made if it is missing. Nil for the input's folder.
    public var outputDirectory: String?
    /// A folder that is ``outputDirectory`` or contains it. No symbolic link below it is followed, because other users
    /// may make folders there. Nil if the caller has chosen the output's folder.
    public var outputRoot: String?
    /// The name of the output's files, without extensions. Nil for the input's name.
    public var outputName: String?
    /// Whether content that does not fit into one slide continues on further slides.
    public var split: Bool
    /// Where to divide it then.
    public var splitAt: SplitPreference
    /// Whether to make a small, fast draft, under a name of its own.
    public var isDraft: Bool
    /// Whether the output of an earlier run may be replaced.
    public var overwrites: Bool
    /// The folder that must contain every file that is read. No link may lead out of it. Nil if the caller may name any
    /// file.
    public var root: String?
    /// How large the media may be.
    public var limits: Limits

    public init(
        input: String, storyFile: String? = nil, story: StoryDocument, notes: [String] = [],
        baseDirectory: String = ".",
        outputDirectory: String? = nil, outputRoot: String? = nil, outputName: String? = nil,
        split: Bool = false,
        splitAt: SplitPreference = .limit, isDraft: Bool = false, overwrites: Bool = false,
        root: String? = nil,
        limits: Limits = Limits()
    ) {
        self.input = input
        self.storyFile = storyFile
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

    /// The preset for the output.
    var preset: Preset { isDraft ? story.preset.draft : story.preset }

    /// The media of all slides, in the order of the slides. For a slide without media it is ``input``.
    package var mediaPaths: [String] {
        story.slides.enumerated().map { index, slide in
            if index == 0 || isWithoutMedia(index) { return input }
            // Only a story made in code can leave out src; a document names all media.
            return Path.resolve(slide.media.src ?? input, in: baseDirectory)
        }
    }

    /// Whether a slide shows only its background.
    ///
    /// - Parameter slide: counted from 0.
    package func isWithoutMedia(_ slide: Int) -> Bool {
        story.slides[slide].isWithoutMedia && (slide > 0 || storyFile == input)
    }

    /// The story's files other than media: the name in the story, and the path.
    package var additions: [(src: String, path: String)] {
        story.files.filter { !$0.isMedium }.map { ($0.src, OverlayFile.path(of: $0.src, in: baseDirectory)) }
    }
}
