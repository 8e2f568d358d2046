internal import Story

/// Finds the rate at which a file is as large as it may be, and no larger.
///
/// The first pass uses the rate factor of every other story. If its file is small enough, it stays. Otherwise the size
/// of everything but the picture is known to the byte, and the rest of the budget gives an average rate. A second pass
/// spreads that rate according to what each picture cost in the first. x264 keeps to an average within a few per cent,
/// so a third pass may follow.
struct RateSearch {
    /// The file that a pass has made.
    struct File: Hashable {
        var bytes: Int64
        /// Of the coded pictures, without the container.
        var videoBytes: Int64
        /// Length of the output.
        var seconds: Double
    }

    enum Step: Hashable {
        /// The file fits.
        case done
        /// Another pass is needed, at an average rate in bit/s.
        case again(averageBitRate: Int)
        /// The rate cannot be reached, for a reason given as a sentence for people.
        case hopeless(String)
    }

    /// The share of the picture's budget that a second pass aims at. With few pictures x264 may miss an average by 1 or
    /// 2 per cent, and another pass costs more than that is worth.
    private static let aim = 0.97
    /// The share that a third pass aims at, which must not miss.
    private static let laterAim = 0.94
    private static let mostPasses = 3

    private let maximumBytes: Int64
    /// The pass that runs or runs next, counted from 1.
    private(set) var passes = 1
    private var firstPassBytes: Int64 = 0
    private var averageBitRate: Int?

    init(maximumBytes: Int64) { self.maximumBytes = maximumBytes }

    mutating func next(after file: File) -> Step {
        if passes == 1 { firstPassBytes = file.bytes }
        if file.bytes <= maximumBytes { return .done }
        let room = Double(maximumBytes - (file.bytes - file.videoBytes))
        guard passes < Self.mostPasses, room > 0, file.seconds > 0 else {
            return .hopeless(
                "It cannot be made as small as \(maximumBytes.inBytes): after \(passes) passes it is "
                    + "\(file.bytes.inBytes). Allow more, or make it shorter.")
        }
        let rate =
            if let averageBitRate {
                Double(averageBitRate) * room * Self.laterAim / Double(file.videoBytes)
            } else {
                room * Self.aim * 8 / file.seconds
            }
        averageBitRate = Int(rate)
        passes += 1
        return .again(averageBitRate: Int(rate))
    }

    /// The result, once the search is done.
    var result: RateResult {
        RateResult(passes: passes, firstPassBytes: firstPassBytes, averageVideoBitRate: averageBitRate)
    }

    /// The result as a substitution; nil if the first pass was enough.
    var sentence: String? {
        averageBitRate.map { rate in
            "quality was lowered to an average of \((Double(rate) / 10_000).rounded() / 100) Mbit/s, since the file "
                + "may have at most \(maximumBytes.inBytes) and would have had \(firstPassBytes.inBytes)"
        }
    }
}
