internal import Story

/// Looks for the rate at which a file is as large as it may be, and no larger.
///
/// The first pass has the rate factor of every other story; where its file is small enough, it stays. Else the
/// size of what is not the picture is known to the byte, the rest makes an average rate, and a second pass
/// spreads it by what each picture cost in the first. x264 keeps to an average within a few per cent, so there
/// may be a third.
struct RateSearch {
    /// What a pass has made.
    struct File: Hashable {
        var bytes: Int64
        /// Of the coded pictures, without the container.
        var videoBytes: Int64
        /// Of the output.
        var seconds: Double
    }

    enum Step: Hashable {
        /// The file is right.
        case done
        /// One more pass, at an average rate in bit/s.
        case again(averageBitRate: Int)
        /// The rate cannot be met; says so to a person.
        case hopeless(String)
    }

    /// The share of the room for the picture that a second pass aims at: x264 may miss an average by 1 or 2 per
    /// cent where there are few pictures, and another pass costs more than that is worth.
    private static let aim = 0.97
    /// That of a third, which must not miss.
    private static let laterAim = 0.94
    private static let mostPasses = 3

    private let maximumBytes: Int64
    /// The pass that runs, or is to run next; from 1.
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
                "It cannot be made as small as \(maximumBytes.inBytes): after \(passes) passes it has "
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

    /// What came of it, once it is done.
    var result: RateResult {
        RateResult(passes: passes, firstPassBytes: firstPassBytes, averageVideoBitRate: averageBitRate)
    }

    /// The same as a substitution; nil where the first pass was enough.
    var sentence: String? {
        averageBitRate.map { rate in
            "quality was lowered to an average of \((Double(rate) / 10_000).rounded() / 100) Mbit/s, since the file "
                + "may have \(maximumBytes.inBytes) and would have had \(firstPassBytes.inBytes)"
        }
    }
}
