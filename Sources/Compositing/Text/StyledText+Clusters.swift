internal import Story

extension StyledText {
    /// The letters of a dictionary word, each with its combining signs, as byte ranges of ``string``. Other characters
    /// in the word, such as digits, are omitted.
    func clusters(of word: Range<Int>) -> [Range<Int>] {
        let text = String(decoding: Array(string.utf8)[word], as: UTF8.self)
        var start = word.lowerBound
        var clusters: [Range<Int>] = []
        for unit in CaptionWord.units(of: text) {
            let end = start + unit.utf8.count
            if unit.unicodeScalars.allSatisfy(DictionaryWords.isWritten) { clusters.append(start..<end) }
            start = end
        }
        return clusters
    }
}
