internal import Probing
internal import Story

extension ExportPlan {
    /// Adjusts the plan so that the file stays within its size.
    ///
    /// If quality and ceiling cannot make the file larger, nothing changes except that the size is verified.
    ///
    /// - Throws: ``MediaError`` if no file that small is worth looking at; the error says what would work.
    mutating func keep(toBytes maximumBytes: Int64) throws(MediaError) {
        encoding.maximumBytes = maximumBytes
        let budget = SizeBudget(
            maximumBytes: maximumBytes, frameCount: frameCount, seconds: duration,
            sampleRate: encoding.sampleRate)
        guard
            budget.mayBeExceeded(
                maximumVideoBitRate: encoding.maximumVideoBitRate, audioBitRate: encoding.audioBitRate)
        else { return }
        let least = SizeBudget.leastVideoBitRate(width: canvasWidth, height: canvasHeight)
        let preferred = encoding.audioBitRate
        let rates = [preferred] + SizeBudget.lowerAudioBitRates.filter { $0 < preferred }
        guard let rate = rates.first(where: { budget.videoBitRate(besideAudio: $0) >= least }) else {
            throw tooSmall(budget, least, rates[rates.count - 1])
        }
        if rate < preferred {
            encoding.audioBitRate = rate
            substitutions.append(
                "the sound has \(rate / 1000) kbit/s instead of \(preferred / 1000), since the file may have at most "
                    + maximumBytes.inBytes)
        }
        encoding.expectedVideoBitRate = Int(budget.videoBitRate(besideAudio: rate))
    }

    private func tooSmall(_ budget: SizeBudget, _ videoBitRate: Double, _ audioBitRate: Int) -> MediaError {
        let bytes = budget.leastBytes(videoBitRate: videoBitRate, audioBitRate: audioBitRate)
        let seconds = budget.longestDuration(videoBitRate: videoBitRate, audioBitRate: audioBitRate)
        var ways = ["allow \(Int64((bytes / 10_000).rounded(.up) * 10_000).inBytes)"]
        // A story lasts at least a second.
        if seconds >= 1 { ways.append("shorten it to \(((seconds * 10).rounded(.down) / 10).inSeconds)") }
        let smaller = Preset.all.filter { preset in
            preset.width * preset.height < canvasWidth * canvasHeight && preset.maximumSeconds >= duration
                && budget.videoBitRate(besideAudio: audioBitRate)
                    >= SizeBudget.leastVideoBitRate(width: preset.width, height: preset.height)
        }
        if let preset = smaller.first {
            ways.append("take a smaller preset, such as \(preset.name) (\(preset.width)×\(preset.height))")
        }
        return MediaError(
            .unusableStory, stage: .plan, file: input,
            message:
                "\(budget.maximumBytes.inBytes) is too little for \(duration.inSeconds) of "
                + "\(canvasWidth)×\(canvasHeight): nothing would be recognisable. "
                + ways.asAlternatives)
    }
}

extension [String] {
    /// `Allow 700 kB, shorten it to 5 s or take a smaller preset.`
    fileprivate var asAlternatives: String {
        let text = count > 1 ? dropLast().joined(separator: ", ") + " or " + self[count - 1] : joined()
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }
}
