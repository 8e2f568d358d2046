import TestSupport
import Testing

/// The judge is only worth something if it passes what is right and finds each thing that is wrong.
@Suite struct StoryCheckTests {
    @Test("A file made by ffmpeg exactly as promised has no violations")
    func passesWhatIsRight() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.file("right.mp4")
        try await Recipe().make(path)
        let violations = try await StoryCheck.violations(of: path, expecting: Recipe.expectation)
        #expect(violations == [])
    }

    @Test("Each single fault is found", arguments: Fault.allCases)
    func findsFault(_ fault: Fault) async throws {
        let folder = try TemporaryDirectory()
        let path = folder.file("wrong.mp4")
        var recipe = Recipe()
        fault.spoil(&recipe)
        try await recipe.make(path)
        let violations = try await StoryCheck.violations(of: path, expecting: Recipe.expectation)
        #expect(violations.contains { $0.contains(fault.complaint) }, "\(violations)")
    }

    @Test(
        "A file that is missing or no MP4 is one violation and no crash",
        arguments: ["nowhere.mp4", "text.mp4"])
    func surveysRubbish(_ name: String) async throws {
        let folder = try TemporaryDirectory()
        try folder.write("not a film", to: "text.mp4")
        let violations = try await StoryCheck.violations(of: folder.file(name))
        #expect(violations.count == 1)
    }

    enum Fault: String, CaseIterable, Sendable {
        case editList, indexLast, wrongMatrix, unnamedInStream, wrongSize, fullRange, wrongRate
        case unevenTime, openGroups, rareKeyFrames, monoSound, lateSound, longSound, metadata, tooShort

        func spoil(_ recipe: inout Recipe) {
            switch self {
            case .editList: recipe.muxer = ["-movflags", "+faststart"]
            case .indexLast: recipe.muxer = ["-use_editlist", "0", "-movflags", "+negative_cts_offsets"]
            case .wrongMatrix: recipe.color[5] = "smpte170m"
            case .unnamedInStream: recipe.bitstreamFilter = "h264_metadata=colour_primaries=2"
            case .wrongSize: recipe.size = "160x320"
            case .fullRange: recipe.color[7] = "pc"
            case .wrongRate: recipe.rate = 25
            case .unevenTime:
                recipe.clock = "1:15360"
                recipe.filter = "settb=1/15360,setpts='(N+if(eq(N,20),0.5,0))/30/TB'"
            case .openGroups: recipe.x264 += ":open-gop=1:b-adapt=0"
            case .rareKeyFrames: recipe.x264 += ":keyint=90"
            case .monoSound: recipe.channels = 1
            case .lateSound:
                recipe.soundOffset = 0.2
                recipe.muxer = ["-movflags", "+faststart"]
            case .longSound: recipe.soundDuration = 3.2
            case .metadata: recipe.muxer += ["-metadata", "location=+48.2-016.4/"]
            case .tooShort: recipe.pictureDuration = 2.5
            }
        }

        var complaint: String {
            switch self {
            case .editList: "'elst'"
            case .indexLast: "(moov)"
            case .wrongMatrix: "color_space is smpte170m"
            case .unnamedInStream: "stream's own color_primaries"
            case .wrongSize: "It is 160×320"
            case .fullRange: "color_range is pc"
            case .wrongRate: "r_frame_rate is 25/1"
            case .unevenTime: "constant time"
            case .openGroups: "open"
            case .rareKeyFrames: "Key frames are"
            case .monoSound: "channel_layout is mono"
            case .lateSound: "The sound starts at"
            case .longSound: "differ in length"
            case .metadata: "location"
            case .tooShort: "It lasts"
            }
        }
    }
}

/// How to make a small story with ffmpeg.
struct Recipe {
    var size = "180x320"
    var rate = 30
    var pictureDuration = 3.0
    var soundDuration = 3.0
    var soundOffset = 0.0
    var channels = 2
    var filter = "null"
    /// The encoder's time base; 0 for one frame.
    var clock = "0"
    var bitstreamFilter = "null"
    var x264 = "keyint=60:min-keyint=30:scenecut=0:bframes=2"
    var color = [
        "-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv",
    ]
    var muxer = ["-use_editlist", "0", "-movflags", "+faststart+negative_cts_offsets"]

    static var expectation: StoryCheck.Expectation {
        var expectation = StoryCheck.Expectation(duration: 3)
        expectation.width = 180
        expectation.height = 320
        return expectation
    }

    func make(_ path: String) async throws {
        // FFmpeg 7 believes pictures themselves more than it does options.
        let tags = "setparams=color_primaries=bt709:color_trc=bt709"
        let arguments: [[String]] = [
            ["-v", "error", "-f", "lavfi", "-i", "testsrc2=s=\(size):r=\(rate):d=\(pictureDuration)"],
            ["-itsoffset", "\(soundOffset)", "-f", "lavfi", "-t", "\(soundDuration)"],
            ["-i", "sine=440:r=48000"],
            ["-vf", "\(filter),format=yuv420p,\(tags)", "-fps_mode", "passthrough", "-enc_time_base", clock],
            ["-c:v", "libx264", "-preset", "medium", "-x264-params", x264, "-bsf:v", bitstreamFilter],
            color, ["-c:a", "aac", "-ac", "\(channels)"], muxer, [path],
        ]
        try await Tool.ffmpeg.checked(arguments.flatMap { $0 })
    }
}
