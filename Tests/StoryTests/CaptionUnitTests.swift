import Story
import Testing

@Suite struct CaptionUnitTests {
    @Test(
        "A text without spaces is divided only if its script writes none, and joining restores it",
        arguments: [
            ("Hello,", ["Hello,"]), ("naïve", ["naïve"]), ("안녕하세요", ["안녕하세요"]),
            ("你好，世界。", ["你", "好，", "世", "界。"]), ("「東京」へ", ["「東", "京」", "へ"]),
            ("ちょっとコーヒー", ["ちょっ", "と", "コー", "ヒー"]), ("ｶﾞｯﾂ", ["ｶﾞｯ", "ﾂ"]),
            ("用iPhone拍", ["用iPhone拍"]), ("สวัสดีไทย", ["ส", "วั", "ส", "ดี", "ไท", "ย"]),
            ("น้ำมา", ["น้ำ", "มา"]), ("ខ្មែរ", ["ខ្មែ", "រ"]), ("မြန်မာ", ["မြ", "န်", "မာ"]), ("", []),
        ] as [(String, [String])])
    func divides(text: String, units: [String]) {
        #expect(CaptionWord.units(of: text) == units)
        #expect(CaptionWord.joined(CaptionWord.units(of: text)) == text)
    }
}
